using System.Text;
using Tfaip.Processors;

namespace Tfaip.Predict.Answers;

/// <summary>A file of answers that appears complete or not at all: written beside its place, then renamed.</summary>
internal sealed class AnswerFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _file;

    /// <exception cref="TfaipException">The file cannot be written.</exception>
    public AnswerFile(string path)
    {
        _path = Path.GetFullPath(path);
        _temporary = $"{_path}.{Guid.NewGuid():N}.tmp";
        try
        {
            if (Directory.Exists(_path)) throw new TfaipException($"{path}: cannot be written: this is a folder. Give the name of a file.");
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            _file = new(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"{path}: cannot be written: {error.Message}", error);
        }

        Writer = new(_file, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
    }

    /// <summary>Where the answers go.</summary>
    public StreamWriter Writer { get; }

    /// <summary>Gives the file its place.</summary>
    public void Complete()
    {
        Writer.Flush();
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(_temporary, _path, overwrite: true);
    }

    /// <summary>Removes what is not complete.</summary>
    public void Dispose()
    {
        if (_file.CanWrite) Writer.Dispose();
        _file.Dispose();
        File.Delete(_temporary);
    }
}
