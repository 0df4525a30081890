#pragma once
#include <stdint.h>
#include <string.h>

// Where a byte stands among 64: bit i of the result for byte i. No more than those 64 bytes are read.

// Eight bytes at a time, on any machine.
static inline uint64_t jixiao_lanes_portable(const uint8_t *bytes, uint8_t value) {
    uint64_t lanes = 0;
    for (int part = 0; part < 8; part++) {
        uint64_t word = 0;
        for (int place = 7; place >= 0; place--) word = word << 8 | bytes[8 * part + place];
        word ^= value * 0x0101010101010101u;
        uint64_t zeros = ~(((word & 0x7F7F7F7F7F7F7F7Fu) + 0x7F7F7F7F7F7F7F7Fu) | word | 0x7F7F7F7F7F7F7F7Fu);
        // The highest bit of each byte, gathered into one byte.
        lanes |= ((zeros >> 7) * 0x0102040810204080u >> 56) << (8 * part);
    }
    return lanes;
}

#if defined(__SSE2__)
typedef char jixiao_lanes_16 __attribute__((vector_size(16)));

static inline uint64_t jixiao_lanes(const uint8_t *bytes, uint8_t value) {
    jixiao_lanes_16 wanted = (jixiao_lanes_16){} + (char)value;
    uint64_t lanes = 0;
    for (int part = 0; part < 4; part++) {
        jixiao_lanes_16 own;
        memcpy(&own, bytes + 16 * part, 16);
        lanes |= (uint64_t)(uint16_t)__builtin_ia32_pmovmskb128((jixiao_lanes_16)(own == wanted)) << (16 * part);
    }
    return lanes;
}
#else
static inline uint64_t jixiao_lanes(const uint8_t *bytes, uint8_t value) { return jixiao_lanes_portable(bytes, value); }
#endif
