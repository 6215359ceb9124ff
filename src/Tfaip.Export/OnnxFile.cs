using Tfaip.Processors;

namespace Tfaip.Export;

/// <summary>Writes exported graphs to files: complete or not at all.</summary>
internal static class OnnxFile
{
    /// <summary>Writes a graph; a file that is there is replaced.</summary>
    /// <exception cref="TfaipException">It cannot be written.</exception>
    public static void Write(string path, ExportResult result)
    {
        try
        {
            AtomicFile.Write(path, file => file.Write(result.Onnx.Span));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"{path}: cannot be written: {error.Message}", error);
        }
    }
}
