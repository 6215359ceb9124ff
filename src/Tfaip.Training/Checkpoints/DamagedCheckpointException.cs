using Tfaip.Parameters;

namespace Tfaip.Training.Checkpoints;

/// <summary>A file of a checkpoint is not there, or not as it was written.</summary>
/// <param name="file">The full path of the file.</param>
/// <param name="damage">What is wrong with it, as a sentence.</param>
/// <param name="advice">What to do. Default: empty, nothing can be said.</param>
/// <param name="cause">The error of the file system. Default: null, the file can be read.</param>
internal sealed class DamagedCheckpointException(string file, string damage, string advice = "", Exception? cause = null)
    : TfaipException($"{damage} {advice}".TrimEnd(), cause)
{
    /// <summary>The full path of the checkpoint's folder.</summary>
    public string Folder { get; } = Path.GetDirectoryName(file)!;

    /// <summary>What is wrong, without what to do.</summary>
    public string Damage { get; } = damage;
}
