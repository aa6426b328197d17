// Matrix products of the book's models in one BLAS or another, on one thread: GFLOPS, the best of several batches.
//
//     apt-get install libopenblas0-pthread libblis4-pthread     # libxsmm: built as a shared library from source
//     cc -O2 -o /tmp/products products.c -ldl
//     OPENBLAS_NUM_THREADS=1 BLIS_NUM_THREADS=1 /tmp/products libopenblas.so.0 libblis.so.4 libxsmm.so
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef void sgemm(const char *, const char *, const int *, const int *, const int *, const float *, const float *,
                   const int *, const float *, const int *, const float *, float *, const int *);

// Row-major [m, k] · [k, n], either stored transposed.
static const struct { const char *what; int m, n, k, left, right; } shapes[] = {
    {"perceptron, forward", 100, 300, 784, 0, 1},   {"perceptron, weights", 300, 784, 100, 1, 0},
    {"10 classes", 100, 10, 300, 0, 1},             {"convolution 5 x 5", 24, 576, 25, 0, 0},
    {"its kernels", 24, 25, 576, 0, 1},             {"its output", 100, 10, 3456, 0, 1},
    {"recurrent step", 8, 512, 128, 0, 1},          {"the same, stored as used", 8, 512, 128, 0, 0},
    {"step back", 8, 128, 512, 0, 0},               {"all steps at once", 200, 512, 128, 0, 1},
    {"recurrent weights", 512, 128, 200, 1, 0},     {"one example", 1, 40, 784, 0, 1},
};

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

static double gflops(sgemm *product, int index, const float *a, const float *b, float *c) {
    int m = shapes[index].m, n = shapes[index].n, k = shapes[index].k;
    int right_width = shapes[index].right ? k : n, left_width = shapes[index].left ? m : k;
    const char *right = shapes[index].right ? "T" : "N", *left = shapes[index].left ? "T" : "N";
    float one = 1, zero = 0;
    double flops = 2.0 * m * n * k, best = 0;
    int count = 1 + (int)(4e7 / flops);
    for (int batch = 0; batch < 9; batch++) {
        double start = now();
        // BLAS is column-major: the product of the transposed, the right one first.
        for (int i = 0; i < count; i++)
            product(right, left, &n, &m, &k, &one, b, &right_width, a, &left_width, &zero, c, &n);
        double rate = flops * count / (now() - start) * 1e-9;
        best = rate > best ? rate : best;
    }
    return best;
}

int main(int count, char **paths) {
    float *a = malloc(1 << 22), *b = malloc(1 << 22), *c = malloc(1 << 22);
    for (int i = 0; i < 1 << 20; i++) a[i] = b[i] = (float)(i % 97) / 97;
    printf("%-28s", "");
    for (int p = 1; p < count; p++) printf("%22s", paths[p]);
    for (int s = 0; s < (int)(sizeof shapes / sizeof *shapes); s++) {
        printf("\n%-28s", shapes[s].what);
        for (int p = 1; p < count; p++) {
            void *library = dlopen(paths[p], RTLD_NOW | RTLD_LOCAL);
            sgemm *product = library ? (sgemm *)dlsym(library, strstr(paths[p], "xsmm") ? "libxsmm_sgemm_" : "sgemm_") : NULL;
            if (product) printf("%22.1f", gflops(product, s, a, b, c));
            else printf("%22s", "not there");
        }
    }
    printf("\n");
}
