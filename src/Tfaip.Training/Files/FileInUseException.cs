namespace Tfaip.Training.Files;

/// <summary>Another program has kept a file open for so long that it could not be renamed, deleted or replaced.</summary>
/// <param name="cause">The system's own error.</param>
/// <param name="waited">For how long that was tried.</param>
internal sealed class FileInUseException(Exception cause, TimeSpan waited) : IOException(
    $"{cause.Message.TrimEnd('.')}. Another program has kept it open for {waited.TotalSeconds:0} seconds: a virus scanner, a search "
    + "indexer, a backup, or one that shows it. Close that program, or exclude the run directory from it.",
    cause);
