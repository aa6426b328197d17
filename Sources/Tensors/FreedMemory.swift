import CTensorKernels

/// What becomes of the memory of tensors that are gone.
public enum FreedMemory {
    /// Lets up to `bytes` of it stay with the process, for the next tensors. By default glibc hands large buffers back to
    /// the system at once, and each step of a training gets them anew, page by page: half of the time of a convolution.
    ///
    /// This holds for the whole process, so it is for a program to decide at its start, not for a library. Does nothing
    /// where the C library is another one.
    public static func keep(_ bytes: Int) { tk_keep_freed(bytes) }
}
