namespace Tfaip.Training.Checkpoints;

/// <summary>
/// The changes of the file system that checkpoints are made of, each of them on the disk when the call returns, so that a
/// test can stop the machine between any two of them.
/// </summary>
internal interface IDurableFiles
{
    /// <summary>Creates a folder; its parents exist or are created too.</summary>
    void CreateFolder(string path);

    /// <summary>Creates a file with its content, synced to the disk.</summary>
    void WriteFile(string path, Action<Stream> write);

    /// <summary>Syncs the entries of a folder to the disk.</summary>
    void SyncFolder(string path);

    /// <summary>Renames a folder to a name that is free, in one piece.</summary>
    void RenameFolder(string from, string to);

    /// <summary>Deletes a folder with all that is in it.</summary>
    void DeleteFolder(string path);
}
