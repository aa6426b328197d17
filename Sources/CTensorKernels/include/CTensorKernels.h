#pragma once

#include <stddef.h>
#include <stdint.h>

// The inner loops of the tensors, each for float (suffix _f) and double (_d): Swift compiles for the oldest
// processor, C can hold a version for each generation and choose at run time. Buffers are contiguous; `out` may be
// an input unless said otherwise. No kernel contracts a·b + c or adds in an order that depends on the processor, so
// every processor gives the same bits.

#define TENSOR_KERNELS(T, S)                                                                                          \
    /* Of two buffers, a buffer and a number, a number and a buffer. */                                               \
    void tk_add##S(ptrdiff_t n, const T *a, const T *b, T *out);                                                      \
    void tk_sub##S(ptrdiff_t n, const T *a, const T *b, T *out);                                                      \
    void tk_mul##S(ptrdiff_t n, const T *a, const T *b, T *out);                                                      \
    void tk_div##S(ptrdiff_t n, const T *a, const T *b, T *out);                                                      \
    void tk_add_number##S(ptrdiff_t n, const T *a, T b, T *out);                                                      \
    void tk_sub_number##S(ptrdiff_t n, const T *a, T b, T *out);                                                      \
    void tk_mul_number##S(ptrdiff_t n, const T *a, T b, T *out);                                                      \
    void tk_div_number##S(ptrdiff_t n, const T *a, T b, T *out);                                                      \
    void tk_number_sub##S(ptrdiff_t n, T a, const T *b, T *out);                                                      \
    void tk_number_div##S(ptrdiff_t n, T a, const T *b, T *out);                                                      \
    void tk_fill##S(ptrdiff_t n, T value, T *out);                                                                    \
    /* out += scale · a. */                                                                                           \
    void tk_accumulate##S(ptrdiff_t n, T scale, const T *a, T *out);                                                  \
                                                                                                                      \
    void tk_exp##S(ptrdiff_t n, const T *a, T *out);                                                                  \
    void tk_log##S(ptrdiff_t n, const T *a, T *out);                                                                  \
    void tk_sqrt##S(ptrdiff_t n, const T *a, T *out);                                                                 \
    void tk_relu##S(ptrdiff_t n, const T *a, T *out);                                                                 \
    void tk_sigmoid##S(ptrdiff_t n, const T *a, T *out);                                                              \
    void tk_tanh##S(ptrdiff_t n, const T *a, T *out);                                                                 \
    /* The gradient of the input, from that of the output g and the output y. */                                      \
    void tk_sqrt_gradient##S(ptrdiff_t n, const T *g, const T *y, T *out);                                            \
    void tk_relu_gradient##S(ptrdiff_t n, const T *g, const T *y, T *out);                                            \
    void tk_sigmoid_gradient##S(ptrdiff_t n, const T *g, const T *y, T *out);                                         \
    void tk_tanh_gradient##S(ptrdiff_t n, const T *g, const T *y, T *out);                                            \
                                                                                                                      \
    /* Of a[outer][axis][inner] over its middle axis; `out` is another buffer. */                                     \
    void tk_sum##S(ptrdiff_t outer, ptrdiff_t axis, ptrdiff_t inner, const T *a, T *out);                             \
    void tk_max##S(ptrdiff_t outer, ptrdiff_t axis, ptrdiff_t inner, const T *a, T *out, int32_t *where);             \
    T tk_dot##S(ptrdiff_t n, const T *a, const T *b);                                                                 \
                                                                                                                      \
    /* Of each row of a[rows][columns]. */                                                                            \
    void tk_softmax##S(ptrdiff_t rows, ptrdiff_t columns, const T *a, T *out);                                        \
    void tk_log_softmax##S(ptrdiff_t rows, ptrdiff_t columns, const T *a, T *out);                                    \
    void tk_softmax_gradient##S(ptrdiff_t rows, ptrdiff_t columns, const T *g, const T *y, T *out);                   \
    void tk_log_softmax_gradient##S(ptrdiff_t rows, ptrdiff_t columns, const T *g, const T *y, T *out);               \
                                                                                                                      \
    /* out = a seen through `strides` (in elements, 0 to repeat), contiguous in `shape`. */                           \
    void tk_copy##S(ptrdiff_t rank, const ptrdiff_t *shape, const ptrdiff_t *strides, const T *a, T *out);            \
                                                                                                                      \
    /* Rows of a table: out[i] = table[rows[i]]; table[rows[i]] += a[i]; and the sums of bags of rows, bag b from    \
       rows[starts[b]] to rows[starts[b + 1]]. */                                                                     \
    void tk_gather##S(ptrdiff_t n, ptrdiff_t width, const int32_t *rows, const T *table, T *out);                     \
    void tk_scatter##S(ptrdiff_t n, ptrdiff_t width, const int32_t *rows, const T *a, T *table);                      \
    void tk_bag##S(                                                                                                   \
        ptrdiff_t bags, ptrdiff_t width, const int32_t *starts, const int32_t *rows, const T *table, T *out);         \
    void tk_bag_gradient##S(                                                                                          \
        ptrdiff_t bags, ptrdiff_t width, const int32_t *starts, const int32_t *slots, const T *g, T *out);            \
                                                                                                                      \
    /* Images a[channels][height][width] and windows of it: columns[channels · kh · kw][oh · ow], zero outside. */    \
    void tk_windows##S(tk_window w, const T *image, T *columns);                                                      \
    void tk_windows_gradient##S(tk_window w, const T *columns, T *image);                                             \
    void tk_max_pool##S(tk_window w, const T *image, T *out, int32_t *where);                                         \
    void tk_average_pool##S(tk_window w, const T *image, T *out);                                                     \
    void tk_average_pool_gradient##S(tk_window w, const T *g, T *image);                                              \
                                                                                                                      \
    /* A step of n LSTMs of `size` units, gates[n][input, forget, candidate, output][size]: memory = f c + i g, keeping  \
       i, f and g; output = o tanh(c), keeping o and tanh(c); and back through either. */                             \
    void tk_lstm_memory##S(ptrdiff_t n, ptrdiff_t size, const T *gates, const T *c, T *out, T *kept);                 \
    void tk_lstm_memory_gradient##S(                                                                                  \
        ptrdiff_t n, ptrdiff_t size, const T *g, const T *kept, const T *c, T *gates, T *memory);                     \
    void tk_lstm_output##S(ptrdiff_t n, ptrdiff_t size, const T *gates, const T *c, T *out, T *kept);                 \
    void tk_lstm_output_gradient##S(                                                                                  \
        ptrdiff_t n, ptrdiff_t size, const T *g, const T *kept, T *gates, T *memory);                                 \
                                                                                                                      \
    /* Uniform in low + [0, 1) · size, and 0 or 1 / keep with probability keep: what SplitMix64 yields after `state`. */ \
    void tk_uniform##S(ptrdiff_t n, uint64_t state, T low, T size, T *out);                                           \
    void tk_dropout##S(ptrdiff_t n, uint64_t state, T keep, T *out);                                                  \
                                                                                                                      \
    /* The mean over n of max(z, 0) − z y + log(1 + e^−|z|), and scale · (σ(z) − y) / n. */                           \
    T tk_logistic_loss##S(ptrdiff_t n, const T *z, const T *y);                                                       \
    void tk_logistic_loss_gradient##S(ptrdiff_t n, T scale, const T *z, const T *y, T *out);                          \
                                                                                                                      \
    /* Adam on rows of `width` parameters and moments: row rows[i], or row i without rows, by gradient g[i]. */      \
    void tk_adam##S(                                                                                                  \
        ptrdiff_t n, ptrdiff_t width, const int32_t *rows, tk_adam_step##S step, const T *g, T *first, T *second,     \
        T *parameters);

typedef struct {
    ptrdiff_t channels, height, width;
    ptrdiff_t kernel_height, kernel_width, stride, padding;
    ptrdiff_t out_height, out_width;
} tk_window;

typedef struct {
    float first_decay, second_decay, step_size, second_correction, epsilon;
} tk_adam_step_f;

typedef struct {
    double first_decay, second_decay, step_size, second_correction, epsilon;
} tk_adam_step_d;

TENSOR_KERNELS(float, _f)
TENSOR_KERNELS(double, _d)

#undef TENSOR_KERNELS

// Lets so many freed bytes stay with the process instead of going back to the system; nothing where the C library is
// not glibc.
void tk_keep_freed(ptrdiff_t bytes);
