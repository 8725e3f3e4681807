// libcurl, loaded by the first request: it brings 25 libraries into the process, a third of the
// start-up time of a program that mostly reads local files.
//
// plumb_curl_global_init has to succeed before anything else is called. Functions have libcurl's
// names and meaning; those with a variable argument have one function for each type, since Swift does
// not see them.
#ifndef PLUMB_CCURL_H
#define PLUMB_CCURL_H

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

/// Loads libcurl, and prepares it; CURLE_FAILED_INIT where it is not installed.
CURLcode plumb_curl_global_init(long flags);

CURL *plumb_curl_easy_init(void);
void plumb_curl_easy_cleanup(CURL *handle);
void plumb_curl_easy_reset(CURL *handle);
const char *plumb_curl_easy_strerror(CURLcode code);
CURLM *plumb_curl_multi_init(void);
CURLMcode plumb_curl_multi_cleanup(CURLM *multi);
CURLMcode plumb_curl_multi_add_handle(CURLM *multi, CURL *handle);
CURLMcode plumb_curl_multi_remove_handle(CURLM *multi, CURL *handle);
CURLMcode plumb_curl_multi_perform(CURLM *multi, int *running);
CURLMcode plumb_curl_multi_poll(CURLM *multi, int milliseconds);
struct curl_slist *plumb_curl_slist_append(struct curl_slist *list, const char *text);
void plumb_curl_slist_free_all(struct curl_slist *list);

CURLcode plumb_curl_set_long(CURL *handle, CURLoption option, long value);
CURLcode plumb_curl_set_text(CURL *handle, CURLoption option, const char *value);
CURLcode plumb_curl_set_pointer(CURL *handle, CURLoption option, void *value);
CURLcode plumb_curl_set_fields(CURL *handle, struct curl_slist *fields);

/// Each header line goes to `head`, each piece of the body to `body`, both with `context`.
CURLcode plumb_curl_set_receivers(
    CURL *handle, curl_write_callback head, curl_write_callback body, void *context);

/// Allows http and https only.
CURLcode plumb_curl_set_protocols(CURL *handle);

/// The most connections that stay open for the next request.
CURLMcode plumb_curl_set_connections(CURLM *multi, long count);

/// Microseconds, or 0 where there are none yet.
curl_off_t plumb_curl_get_time(CURL *handle, CURLINFO information);

/// A number, or 0 where there is none.
long plumb_curl_get_long(CURL *handle, CURLINFO information);

/// The next message about a transfer that has ended: true with its result, or false.
int plumb_curl_take_result(CURLM *multi, CURLcode *result);

#endif
