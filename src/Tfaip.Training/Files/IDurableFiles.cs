namespace Tfaip.Training.Files;

/// <summary>
/// The changes of the file system that a run is made of, so that a test can stop the machine between any two of them. Files
/// are read without it.
/// </summary>
internal interface IDurableFiles
{
    /// <value>What the file system cannot do, as sentences for people. Default: none.</value>
    IReadOnlyCollection<string> Notes => [];

    /// <summary>Creates a folder; its parents exist or are created too.</summary>
    void CreateFolder(string path);

    /// <summary>Creates a file with its content, synced to the disk.</summary>
    void WriteFile(string path, Action<Stream> write);

    /// <summary>Opens a file that grows, and cuts it off at a length; where there is none it is created.</summary>
    IGrowingFile OpenFile(string path, long length);

    /// <summary>Renames a file, in one piece; one that has the name already is replaced.</summary>
    void RenameFile(string from, string to);

    /// <summary>Deletes a file, if it is there.</summary>
    void DeleteFile(string path);

    /// <summary>Syncs the entries of a folder to the disk.</summary>
    void SyncFolder(string path);

    /// <summary>Renames a folder to a name that is free, in one piece.</summary>
    void RenameFolder(string from, string to);

    /// <summary>Deletes a folder with all that is in it.</summary>
    void DeleteFolder(string path);
}
