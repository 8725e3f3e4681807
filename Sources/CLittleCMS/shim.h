#include <lcms2.h>

// The pixel formats are macros of macros, which Swift does not import.
static const cmsUInt32Number plumb_lcms_gray8 = TYPE_GRAY_8;
static const cmsUInt32Number plumb_lcms_rgb8 = TYPE_RGB_8;
static const cmsUInt32Number plumb_lcms_cmyk8 = TYPE_CMYK_8;
