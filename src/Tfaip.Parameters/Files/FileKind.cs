namespace Tfaip.Parameters.Files;

/// <summary>What an entry of a folder is.</summary>
internal enum FileKind
{
    /// <summary>A file, a folder, or nothing that is known.</summary>
    Other,

    /// <summary>A symbolic link.</summary>
    Link,

    /// <summary>A named pipe.</summary>
    Pipe,

    /// <summary>A socket.</summary>
    Socket,

    /// <summary>A device of blocks or characters.</summary>
    Device,
}
