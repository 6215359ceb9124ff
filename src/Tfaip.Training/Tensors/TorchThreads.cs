using static TorchSharp.torch;

namespace Tfaip.Training.Tensors;

/// <summary>Sets the threads of a tensor operation as long as it is not disposed: sums are split by them, to the last bit.</summary>
internal sealed class TorchThreads : IDisposable
{
    private readonly int _before = get_num_threads();

    /// <param name="threads">The threads; 0 for as many as there are.</param>
    public TorchThreads(int threads)
    {
        if (threads > 0) set_num_threads(threads);
    }

    public void Dispose() => set_num_threads(_before);
}
