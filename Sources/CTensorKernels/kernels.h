// Included once for float and once for double, with T the type, S(name) the suffixed name and LIBM(name) that of
// the C library.

#define EACH(EXPRESSION)                                                                                              \
    {                                                                                                                 \
        for (ptrdiff_t i = 0; i < n; i++) out[i] = EXPRESSION;                                                        \
    }

CLONES void S(tk_add)(ptrdiff_t n, const T *a, const T *b, T *out) EACH(a[i] + b[i])
CLONES void S(tk_sub)(ptrdiff_t n, const T *a, const T *b, T *out) EACH(a[i] - b[i])
CLONES void S(tk_mul)(ptrdiff_t n, const T *a, const T *b, T *out) EACH(a[i] * b[i])
CLONES void S(tk_div)(ptrdiff_t n, const T *a, const T *b, T *out) EACH(a[i] / b[i])
CLONES void S(tk_add_number)(ptrdiff_t n, const T *a, T b, T *out) EACH(a[i] + b)
CLONES void S(tk_sub_number)(ptrdiff_t n, const T *a, T b, T *out) EACH(a[i] - b)
CLONES void S(tk_mul_number)(ptrdiff_t n, const T *a, T b, T *out) EACH(a[i] * b)
CLONES void S(tk_div_number)(ptrdiff_t n, const T *a, T b, T *out) EACH(a[i] / b)
CLONES void S(tk_number_sub)(ptrdiff_t n, T a, const T *b, T *out) EACH(a - b[i])
CLONES void S(tk_number_div)(ptrdiff_t n, T a, const T *b, T *out) EACH(a / b[i])
CLONES void S(tk_fill)(ptrdiff_t n, T value, T *out) EACH(value)
CLONES void S(tk_accumulate)(ptrdiff_t n, T scale, const T *a, T *out) EACH(out[i] + scale * a[i])

CLONES void S(tk_exp)(ptrdiff_t n, const T *a, T *out) EACH(S(exp)(a[i]))
CLONES void S(tk_log)(ptrdiff_t n, const T *a, T *out) EACH(S(log)(a[i]))
CLONES void S(tk_sqrt)(ptrdiff_t n, const T *a, T *out) EACH(__builtin_elementwise_sqrt(a[i]))
CLONES void S(tk_relu)(ptrdiff_t n, const T *a, T *out) EACH(a[i] < 0 ? 0 : a[i])
CLONES void S(tk_sigmoid)(ptrdiff_t n, const T *a, T *out) EACH(1 / (1 + S(exp)(-a[i])))
CLONES void S(tk_tanh)(ptrdiff_t n, const T *a, T *out) EACH(S(tanh)(a[i]))
CLONES void S(tk_sqrt_gradient)(ptrdiff_t n, const T *g, const T *y, T *out) EACH(g[i] / (2 * y[i]))
CLONES void S(tk_relu_gradient)(ptrdiff_t n, const T *g, const T *y, T *out) EACH(y[i] > 0 ? g[i] : 0)
CLONES void S(tk_sigmoid_gradient)(ptrdiff_t n, const T *g, const T *y, T *out) EACH(g[i] * y[i] * (1 - y[i]))
CLONES void S(tk_tanh_gradient)(ptrdiff_t n, const T *g, const T *y, T *out) EACH(g[i] * (1 - y[i] * y[i]))

#undef EACH

// Sixteen running sums, the same on every processor; a short row is summed in sequence.
INLINE T S(sum_row)(ptrdiff_t n, const T *a) {
    T total = 0;
    ptrdiff_t i = 0;
    if (n >= 64) {
        T lanes[16] = {0};
        for (; i + 16 <= n; i += 16)
            for (int j = 0; j < 16; j++) lanes[j] += a[i + j];
        for (int width = 8; width > 0; width /= 2)
            for (int j = 0; j < width; j++) lanes[j] += lanes[j + width];
        total = lanes[0];
    }
    for (; i < n; i++) total += a[i];
    return total;
}

INLINE T S(dot_row)(ptrdiff_t n, const T *a, const T *b) {
    T lanes[16] = {0};
    ptrdiff_t i = 0;
    for (; i + 16 <= n; i += 16)
        for (int j = 0; j < 16; j++) lanes[j] += a[i + j] * b[i + j];
    for (int width = 8; width > 0; width /= 2)
        for (int j = 0; j < width; j++) lanes[j] += lanes[j + width];
    for (; i < n; i++) lanes[0] += a[i] * b[i];
    return lanes[0];
}

CLONES T S(tk_dot)(ptrdiff_t n, const T *a, const T *b) { return S(dot_row)(n, a, b); }

CLONES void S(tk_sum)(ptrdiff_t outer, ptrdiff_t axis, ptrdiff_t inner, const T *a, T *out) {
    if (inner == 1) {
        for (ptrdiff_t o = 0; o < outer; o++) out[o] = S(sum_row)(axis, a + o * axis);
        return;
    }
    for (ptrdiff_t o = 0; o < outer; o++, out += inner) {
        for (ptrdiff_t i = 0; i < inner; i++) out[i] = 0;
        for (ptrdiff_t k = 0; k < axis; k++, a += inner)
            for (ptrdiff_t i = 0; i < inner; i++) out[i] += a[i];
    }
}

// The first of equal maxima; a NaN is greater than everything.
CLONES void S(tk_max)(ptrdiff_t outer, ptrdiff_t axis, ptrdiff_t inner, const T *a, T *out, int32_t *where) {
    for (ptrdiff_t o = 0; o < outer; o++, out += inner, where += inner) {
        for (ptrdiff_t i = 0; i < inner; i++) {
            out[i] = a[i];
            where[i] = 0;
        }
        a += inner;
        for (ptrdiff_t k = 1; k < axis; k++, a += inner) {
            for (ptrdiff_t i = 0; i < inner; i++) {
                int greater = a[i] > out[i] || (a[i] != a[i] && out[i] == out[i]);
                out[i] = greater ? a[i] : out[i];
                where[i] = greater ? (int32_t)k : where[i];
            }
        }
    }
}

INLINE T S(max_row)(ptrdiff_t n, const T *a) {
    T largest = a[0];
    for (ptrdiff_t i = 1; i < n; i++) largest = a[i] > largest ? a[i] : largest;
    return largest;
}

CLONES void S(tk_softmax)(ptrdiff_t rows, ptrdiff_t columns, const T *a, T *out) {
    for (ptrdiff_t r = 0; r < rows; r++, a += columns, out += columns) {
        T largest = S(max_row)(columns, a);
        for (ptrdiff_t i = 0; i < columns; i++) out[i] = S(exp)(a[i] - largest);
        T total = S(sum_row)(columns, out);
        for (ptrdiff_t i = 0; i < columns; i++) out[i] /= total;
    }
}

CLONES void S(tk_log_softmax)(ptrdiff_t rows, ptrdiff_t columns, const T *a, T *out) {
    for (ptrdiff_t r = 0; r < rows; r++, a += columns, out += columns) {
        T largest = S(max_row)(columns, a);
        T total = 0;
        T chunk[64];
        for (ptrdiff_t start = 0; start < columns; start += 64) {
            ptrdiff_t n = columns - start < 64 ? columns - start : 64;
            for (ptrdiff_t i = 0; i < n; i++) chunk[i] = S(exp)(a[start + i] - largest);
            total += S(sum_row)(n, chunk);
        }
        T shift = largest + LIBM(log)(total);
        for (ptrdiff_t i = 0; i < columns; i++) out[i] = a[i] - shift;
    }
}

CLONES void S(tk_softmax_gradient)(ptrdiff_t rows, ptrdiff_t columns, const T *g, const T *y, T *out) {
    for (ptrdiff_t r = 0; r < rows; r++, g += columns, y += columns, out += columns) {
        T mean = S(dot_row)(columns, g, y);
        for (ptrdiff_t i = 0; i < columns; i++) out[i] = y[i] * (g[i] - mean);
    }
}

CLONES void S(tk_log_softmax_gradient)(ptrdiff_t rows, ptrdiff_t columns, const T *g, const T *y, T *out) {
    for (ptrdiff_t r = 0; r < rows; r++, g += columns, y += columns, out += columns) {
        T total = S(sum_row)(columns, g);
        for (ptrdiff_t i = 0; i < columns; i++) out[i] = g[i] - S(exp)(y[i]) * total;
    }
}

void S(tk_copy)(ptrdiff_t rank, const ptrdiff_t *shape, const ptrdiff_t *strides, const T *a, T *out) {
    if (rank == 0) {
        *out = *a;
    } else if (rank == 1) {
        ptrdiff_t n = shape[0], stride = strides[0];
        if (stride == 1)
            memcpy(out, a, n * sizeof(T));
        else
            for (ptrdiff_t i = 0; i < n; i++) out[i] = a[i * stride];
    } else {
        ptrdiff_t size = 1;
        for (ptrdiff_t k = 1; k < rank; k++) size *= shape[k];
        for (ptrdiff_t i = 0; i < shape[0]; i++)
            S(tk_copy)(rank - 1, shape + 1, strides + 1, a + i * strides[0], out + i * size);
    }
}

void S(tk_gather)(ptrdiff_t n, ptrdiff_t width, const int32_t *rows, const T *table, T *out) {
    for (ptrdiff_t i = 0; i < n; i++) memcpy(out + i * width, table + rows[i] * width, width * sizeof(T));
}

CLONES void S(tk_scatter)(ptrdiff_t n, ptrdiff_t width, const int32_t *rows, const T *a, T *table) {
    for (ptrdiff_t i = 0; i < n; i++, a += width) {
        T *row = table + rows[i] * width;
        for (ptrdiff_t k = 0; k < width; k++) row[k] += a[k];
    }
}

CLONES void S(tk_bag)(
    ptrdiff_t bags, ptrdiff_t width, const int32_t *starts, const int32_t *rows, const T *table, T *out) {
    for (ptrdiff_t b = 0; b < bags; b++, out += width) {
        if (width == 1) {
            T total = 0;
            for (int32_t i = starts[b]; i < starts[b + 1]; i++) total += table[rows[i]];
            *out = total;
            continue;
        }
        memset(out, 0, width * sizeof(T));
        for (int32_t i = starts[b]; i < starts[b + 1]; i++) {
            const T *row = table + rows[i] * width;
            for (ptrdiff_t k = 0; k < width; k++) out[k] += row[k];
        }
    }
}

CLONES void S(tk_bag_gradient)(
    ptrdiff_t bags, ptrdiff_t width, const int32_t *starts, const int32_t *slots, const T *g, T *out) {
    for (ptrdiff_t b = 0; b < bags; b++, g += width) {
        for (int32_t i = starts[b]; i < starts[b + 1]; i++) {
            T *row = out + slots[i] * width;
            for (ptrdiff_t k = 0; k < width; k++) row[k] += g[k];
        }
    }
}

// The columns of output row `y` whose input column x·stride + k − padding lies inside the image.
INLINE void S(inside)(tk_window w, ptrdiff_t k, ptrdiff_t *from, ptrdiff_t *to) {
    ptrdiff_t first = w.padding - k;
    *from = first <= 0 ? 0 : (first + w.stride - 1) / w.stride;
    ptrdiff_t last = w.width - 1 + w.padding - k;
    *to = last < 0 ? 0 : last / w.stride + 1;
    *to = *to > w.out_width ? w.out_width : *to;
    *from = *from > *to ? *to : *from;
}

CLONES void S(tk_windows)(tk_window w, const T *image, T *columns) {
    for (ptrdiff_t c = 0; c < w.channels; c++, image += w.height * w.width)
        for (ptrdiff_t i = 0; i < w.kernel_height; i++)
            for (ptrdiff_t j = 0; j < w.kernel_width; j++) {
                ptrdiff_t from, to;
                S(inside)(w, j, &from, &to);
                for (ptrdiff_t y = 0; y < w.out_height; y++, columns += w.out_width) {
                    ptrdiff_t row = y * w.stride + i - w.padding;
                    if (row < 0 || row >= w.height) {
                        memset(columns, 0, w.out_width * sizeof(T));
                        continue;
                    }
                    const T *source = image + row * w.width + j - w.padding;
                    for (ptrdiff_t x = 0; x < from; x++) columns[x] = 0;
                    if (w.stride == 1)
                        memcpy(columns + from, source + from, (to - from) * sizeof(T));
                    else
                        for (ptrdiff_t x = from; x < to; x++) columns[x] = source[x * w.stride];
                    for (ptrdiff_t x = to; x < w.out_width; x++) columns[x] = 0;
                }
            }
}

CLONES void S(tk_windows_gradient)(tk_window w, const T *columns, T *image) {
    for (ptrdiff_t c = 0; c < w.channels; c++, image += w.height * w.width)
        for (ptrdiff_t i = 0; i < w.kernel_height; i++)
            for (ptrdiff_t j = 0; j < w.kernel_width; j++) {
                ptrdiff_t from, to;
                S(inside)(w, j, &from, &to);
                for (ptrdiff_t y = 0; y < w.out_height; y++, columns += w.out_width) {
                    ptrdiff_t row = y * w.stride + i - w.padding;
                    if (row < 0 || row >= w.height) continue;
                    T *target = image + row * w.width + j - w.padding;
                    if (w.stride == 1)
                        for (ptrdiff_t x = from; x < to; x++) target[x] += columns[x];
                    else
                        for (ptrdiff_t x = from; x < to; x++) target[x * w.stride] += columns[x];
                }
            }
}

// Pooling windows lie inside the image: no padding.
CLONES void S(tk_max_pool)(tk_window w, const T *image, T *out, int32_t *where) {
    for (ptrdiff_t c = 0; c < w.channels; c++, image += w.height * w.width)
        for (ptrdiff_t y = 0; y < w.out_height; y++)
            for (ptrdiff_t x = 0; x < w.out_width; x++) {
                ptrdiff_t best = y * w.stride * w.width + x * w.stride;
                for (ptrdiff_t i = 0; i < w.kernel_height; i++)
                    for (ptrdiff_t j = 0; j < w.kernel_width; j++) {
                        ptrdiff_t other = (y * w.stride + i) * w.width + x * w.stride + j;
                        best = image[other] > image[best] ? other : best;
                    }
                *out++ = image[best];
                *where++ = (int32_t)(c * w.height * w.width + best);
            }
}

CLONES void S(tk_average_pool)(tk_window w, const T *image, T *out) {
    T area = (T)(w.kernel_height * w.kernel_width);
    for (ptrdiff_t c = 0; c < w.channels; c++, image += w.height * w.width)
        for (ptrdiff_t y = 0; y < w.out_height; y++)
            for (ptrdiff_t x = 0; x < w.out_width; x++) {
                T total = 0;
                for (ptrdiff_t i = 0; i < w.kernel_height; i++)
                    for (ptrdiff_t j = 0; j < w.kernel_width; j++)
                        total += image[(y * w.stride + i) * w.width + x * w.stride + j];
                *out++ = total / area;
            }
}

CLONES void S(tk_average_pool_gradient)(tk_window w, const T *g, T *image) {
    T area = (T)(w.kernel_height * w.kernel_width);
    for (ptrdiff_t c = 0; c < w.channels; c++, image += w.height * w.width)
        for (ptrdiff_t y = 0; y < w.out_height; y++)
            for (ptrdiff_t x = 0; x < w.out_width; x++, g++)
                for (ptrdiff_t i = 0; i < w.kernel_height; i++)
                    for (ptrdiff_t j = 0; j < w.kernel_width; j++)
                        image[(y * w.stride + i) * w.width + x * w.stride + j] += *g / area;
}

// Four buffers are too many for the compiler to check at run time that they do not overlap.
CLONES void S(tk_lstm_memory)(
    ptrdiff_t n, ptrdiff_t size, const T *gates, const T *c, T *restrict out, T *restrict kept) {
    for (ptrdiff_t r = 0; r < n; r++, gates += 4 * size, c += size, out += size, kept += 3 * size)
        for (ptrdiff_t k = 0; k < size; k++) {
            T input = 1 / (1 + S(exp)(-gates[k]));
            T forget = 1 / (1 + S(exp)(-gates[size + k]));
            T candidate = S(tanh)(gates[2 * size + k]);
            kept[k] = input;
            kept[size + k] = forget;
            kept[2 * size + k] = candidate;
            out[k] = forget * c[k] + input * candidate;
        }
}

CLONES void S(tk_lstm_memory_gradient)(
    ptrdiff_t n, ptrdiff_t size, const T *g, const T *kept, const T *c, T *restrict gates, T *restrict memory) {
    for (ptrdiff_t r = 0; r < n; r++, g += size, kept += 3 * size, c += size, gates += 3 * size, memory += size)
        for (ptrdiff_t k = 0; k < size; k++) {
            T input = kept[k], forget = kept[size + k], candidate = kept[2 * size + k];
            gates[k] = g[k] * candidate * input * (1 - input);
            gates[size + k] = g[k] * c[k] * forget * (1 - forget);
            gates[2 * size + k] = g[k] * input * (1 - candidate * candidate);
            memory[k] = g[k] * forget;
        }
}

CLONES void S(tk_lstm_output)(
    ptrdiff_t n, ptrdiff_t size, const T *gates, const T *c, T *restrict out, T *restrict kept) {
    for (ptrdiff_t r = 0; r < n; r++, gates += 4 * size, c += size, out += size, kept += 2 * size)
        for (ptrdiff_t k = 0; k < size; k++) {
            T output = 1 / (1 + S(exp)(-gates[3 * size + k]));
            T squashed = S(tanh)(c[k]);
            kept[k] = output;
            kept[size + k] = squashed;
            out[k] = output * squashed;
        }
}

CLONES void S(tk_lstm_output_gradient)(
    ptrdiff_t n, ptrdiff_t size, const T *g, const T *kept, T *restrict gates, T *restrict memory) {
    for (ptrdiff_t r = 0; r < n; r++, g += size, kept += 2 * size, gates += size, memory += size)
        for (ptrdiff_t k = 0; k < size; k++) {
            T output = kept[k], squashed = kept[size + k];
            gates[k] = g[k] * squashed * output * (1 - output);
            memory[k] = g[k] * output * (1 - squashed * squashed);
        }
}

CLONES void S(tk_uniform)(ptrdiff_t n, uint64_t state, T low, T size, T *out) {
    for (ptrdiff_t i = 0; i < n; i++) out[i] = low + (T)(int32_t)(split_mix(state, i) >> 40) * (T)0x1p-24 * size;
}

CLONES void S(tk_dropout)(ptrdiff_t n, uint64_t state, T keep, T *out) {
    T scale = 1 / keep;
    for (ptrdiff_t i = 0; i < n; i++)
        out[i] = (T)(int32_t)(split_mix(state, i) >> 40) * (T)0x1p-24 < keep ? scale : 0;
}

T S(tk_logistic_loss)(ptrdiff_t n, const T *z, const T *y) {
    T total = 0;
    for (ptrdiff_t i = 0; i < n; i++)
        total += (z[i] > 0 ? z[i] : 0) - z[i] * y[i] + LIBM(log1p)(LIBM(exp)(-LIBM(fabs)(z[i])));
    return total / (T)n;
}

void S(tk_logistic_loss_gradient)(ptrdiff_t n, T scale, const T *z, const T *y, T *out) {
    for (ptrdiff_t i = 0; i < n; i++) {
        T decay = LIBM(exp)(-LIBM(fabs)(z[i]));
        out[i] = scale * (((z[i] < 0 ? decay : 1) / (1 + decay) - y[i]) / (T)n);
    }
}

// Kingma, Ba, 2015, algorithm 1.
CLONES void S(tk_adam)(
    ptrdiff_t n, ptrdiff_t width, const int32_t *rows, S(tk_adam_step) step, const T *g, T *first, T *second,
    T *parameters) {
    T first_rest = 1 - step.first_decay, second_rest = 1 - step.second_decay;
    for (ptrdiff_t r = 0; r < n; r++, g += width) {
        ptrdiff_t offset = (rows ? rows[r] : r) * width;
        T *m = first + offset, *v = second + offset, *p = parameters + offset;
        for (ptrdiff_t i = 0; i < width; i++) {
            m[i] = step.first_decay * m[i] + first_rest * g[i];
            v[i] = step.second_decay * v[i] + second_rest * g[i] * g[i];
            T size = __builtin_elementwise_sqrt(v[i] * step.second_correction) + step.epsilon;
            p[i] -= step.step_size * m[i] / size;
        }
    }
}
