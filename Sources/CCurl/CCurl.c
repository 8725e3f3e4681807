#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

#ifdef __APPLE__
static const char *const library_name = "libcurl.4.dylib";
#else
static const char *const library_name = "libcurl.so.4";
#endif

// Every function that is used, once: X(name without "curl_").
#define FUNCTIONS(X)                                                                       \
  X(global_init) X(easy_init) X(easy_cleanup) X(easy_reset) X(easy_strerror)              \
  X(easy_setopt) X(easy_getinfo) X(multi_init) X(multi_cleanup) X(multi_add_handle)       \
  X(multi_remove_handle) X(multi_perform) X(multi_poll) X(multi_info_read)                \
  X(multi_setopt) X(slist_append) X(slist_free_all)

#define MEMBER(name) __typeof__(curl_##name) *name;
static struct {
  FUNCTIONS(MEMBER)
} curl;
static int is_loaded;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
  void *library = dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return;
  is_loaded = 1;
#define FIND(name)                                                        \
  curl.name = (__typeof__(curl_##name) *)dlsym(library, "curl_" #name);   \
  if (curl.name == NULL) is_loaded = 0;
  FUNCTIONS(FIND)
}

CURLcode plumb_curl_global_init(long flags) {
  pthread_once(&once, load);
  return is_loaded ? curl.global_init(flags) : CURLE_FAILED_INIT;
}

CURL *plumb_curl_easy_init(void) { return curl.easy_init(); }

void plumb_curl_easy_cleanup(CURL *handle) { curl.easy_cleanup(handle); }

void plumb_curl_easy_reset(CURL *handle) { curl.easy_reset(handle); }

const char *plumb_curl_easy_strerror(CURLcode code) { return curl.easy_strerror(code); }

CURLM *plumb_curl_multi_init(void) { return curl.multi_init(); }

CURLMcode plumb_curl_multi_cleanup(CURLM *multi) { return curl.multi_cleanup(multi); }

CURLMcode plumb_curl_multi_add_handle(CURLM *multi, CURL *handle) {
  return curl.multi_add_handle(multi, handle);
}

CURLMcode plumb_curl_multi_remove_handle(CURLM *multi, CURL *handle) {
  return curl.multi_remove_handle(multi, handle);
}

CURLMcode plumb_curl_multi_perform(CURLM *multi, int *running) {
  return curl.multi_perform(multi, running);
}

CURLMcode plumb_curl_multi_poll(CURLM *multi, int milliseconds) {
  return curl.multi_poll(multi, NULL, 0, milliseconds, NULL);
}

struct curl_slist *plumb_curl_slist_append(struct curl_slist *list, const char *text) {
  return curl.slist_append(list, text);
}

void plumb_curl_slist_free_all(struct curl_slist *list) { curl.slist_free_all(list); }

CURLcode plumb_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl.easy_setopt(handle, option, value);
}

CURLcode plumb_curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl.easy_setopt(handle, option, value);
}

CURLcode plumb_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl.easy_setopt(handle, option, value);
}

CURLcode plumb_curl_set_fields(CURL *handle, struct curl_slist *fields) {
  return curl.easy_setopt(handle, CURLOPT_HTTPHEADER, fields);
}

CURLcode plumb_curl_set_receivers(
    CURL *handle, curl_write_callback head, curl_write_callback body, void *context) {
  CURLcode code = curl.easy_setopt(handle, CURLOPT_HEADERFUNCTION, head);
  if (code == CURLE_OK) code = curl.easy_setopt(handle, CURLOPT_HEADERDATA, context);
  if (code == CURLE_OK) code = curl.easy_setopt(handle, CURLOPT_WRITEFUNCTION, body);
  if (code == CURLE_OK) code = curl.easy_setopt(handle, CURLOPT_WRITEDATA, context);
  return code;
}

CURLcode plumb_curl_set_protocols(CURL *handle) {
  // The option's name changed with 7.85.0.
#if LIBCURL_VERSION_NUM >= 0x075500
  return curl.easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  return curl.easy_setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

CURLMcode plumb_curl_set_connections(CURLM *multi, long count) {
  return curl.multi_setopt(multi, CURLMOPT_MAXCONNECTS, count);
}

curl_off_t plumb_curl_get_time(CURL *handle, CURLINFO information) {
  curl_off_t value = 0;
  return curl.easy_getinfo(handle, information, &value) == CURLE_OK ? value : 0;
}

long plumb_curl_get_long(CURL *handle, CURLINFO information) {
  long value = 0;
  return curl.easy_getinfo(handle, information, &value) == CURLE_OK ? value : 0;
}

int plumb_curl_take_result(CURLM *multi, CURLcode *result) {
  int left = 0;
  CURLMsg *message;
  while ((message = curl.multi_info_read(multi, &left)) != NULL) {
    if (message->msg == CURLMSG_DONE) {
      *result = message->data.result;
      return 1;
    }
  }
  return 0;
}
