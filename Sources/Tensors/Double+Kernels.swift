import CTensorKernels

extension Double: TensorScalar {
    /// The loops over buffers of `Double`.
    public static let kernels = Kernels<Double>(
        add: .init(pair: tk_add_d, number: tk_add_number_d, reversed: { tk_add_number_d($0, $2, $1, $3) }),
        subtract: .init(pair: tk_sub_d, number: tk_sub_number_d, reversed: tk_number_sub_d),
        multiply: .init(pair: tk_mul_d, number: tk_mul_number_d, reversed: { tk_mul_number_d($0, $2, $1, $3) }),
        divide: .init(pair: tk_div_d, number: tk_div_number_d, reversed: tk_number_div_d),
        fill: tk_fill_d,
        accumulate: tk_accumulate_d,
        exp: tk_exp_d,
        log: tk_log_d,
        sqrt: tk_sqrt_d,
        relu: tk_relu_d,
        sigmoid: tk_sigmoid_d,
        tanh: tk_tanh_d,
        sqrtGradient: tk_sqrt_gradient_d,
        reluGradient: tk_relu_gradient_d,
        sigmoidGradient: tk_sigmoid_gradient_d,
        tanhGradient: tk_tanh_gradient_d,
        sum: tk_sum_d,
        max: tk_max_d,
        dot: tk_dot_d,
        softmax: tk_softmax_d,
        logSoftmax: tk_log_softmax_d,
        softmaxGradient: tk_softmax_gradient_d,
        logSoftmaxGradient: tk_log_softmax_gradient_d,
        copy: tk_copy_d,
        gather: tk_gather_d,
        scatter: tk_scatter_d,
        bag: tk_bag_d,
        bagGradient: tk_bag_gradient_d,
        windows: tk_windows_d,
        windowsGradient: tk_windows_gradient_d,
        maxPool: tk_max_pool_d,
        averagePool: tk_average_pool_d,
        averagePoolGradient: tk_average_pool_gradient_d,
        lstmMemory: tk_lstm_memory_d,
        lstmMemoryGradient: tk_lstm_memory_gradient_d,
        lstmOutput: tk_lstm_output_d,
        lstmOutputGradient: tk_lstm_output_gradient_d,
        uniform: tk_uniform_d,
        dropout: tk_dropout_d,
        logisticLoss: tk_logistic_loss_d,
        logisticLossGradient: tk_logistic_loss_gradient_d,
        adam: { count, width, rows, step, gradient, first, second, parameters in
            let step = tk_adam_step_d(
                first_decay: step.firstDecay, second_decay: step.secondDecay, step_size: step.stepSize,
                second_correction: step.secondCorrection, epsilon: step.epsilon)
            tk_adam_d(count, width, rows, step, gradient, first, second, parameters)
        },
        product: { product, left, right, beta, out in
            let (layout, strides) = (product.layout, product.strides)
            let isDone = BLAS.run { library in
                library.multiplyDoubles(
                    OpenBLAS.rowMajor, layout.left, layout.right, CInt(product.rows), CInt(product.columns),
                    CInt(product.inner), 1, left, CInt(strides.left), right, CInt(strides.right), beta, out,
                    CInt(product.columns))
            }
            if !isDone { product.loop(left, right, beta, out) }
        })
}
