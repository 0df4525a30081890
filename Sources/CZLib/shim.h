#pragma once
#include <zlib.h>

// inflateInit2 is a macro: 32 takes gzip and zlib heads alike.
static inline int jixiao_inflate_init(z_stream *stream) { return inflateInit2(stream, 15 + 32); }
