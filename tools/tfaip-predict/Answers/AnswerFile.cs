using System.Text;
using Tfaip.Parameters;
using Tfaip.Parameters.Streams;

namespace Tfaip.Predict.Answers;

/// <summary>A file of answers that appears complete or not at all: written beside its place, then renamed.</summary>
internal sealed class AnswerFile : IDisposable
{
    private readonly string _name;
    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _file;
    private readonly GuardedWriter _writer;

    /// <exception cref="TfaipException">The file cannot be written.</exception>
    public AnswerFile(string path)
    {
        _name = path;
        _path = Path.GetFullPath(path);
        _temporary = $"{_path}.{Guid.NewGuid():N}.tmp";
        _file = Named(() =>
        {
            if (Directory.Exists(_path)) throw new TfaipException($"{path}: cannot be written: this is a folder. Give the name of a file.");
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);

            // The writer has a buffer; one more would be written when the file is closed, where nobody expects an error.
            return new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        });
        _writer = new(new StreamWriter(_file, new UTF8Encoding(false), leaveOpen: true), path);
        Writer = new(_writer, () => _writer.Failure);
    }

    /// <summary>Where the answers go.</summary>
    public AnswerWriter Writer { get; }

    /// <summary>Gives the file its place.</summary>
    /// <exception cref="TfaipException">The file cannot be written.</exception>
    public void Complete()
    {
        Writer.Flush();
        Named(() =>
        {
            _file.Flush(flushToDisk: true);
            _file.Dispose();
            File.Move(_temporary, _path, overwrite: true);
            return true;
        });
    }

    /// <summary>Removes what is not complete.</summary>
    public void Dispose()
    {
        if (_file.CanWrite) _writer.Dispose();
        _file.Dispose();
        File.Delete(_temporary);
    }

    private T Named<T>(Func<T> change)
    {
        try
        {
            return change();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"{_name}: cannot be written: {error.Message}", error);
        }
    }
}
