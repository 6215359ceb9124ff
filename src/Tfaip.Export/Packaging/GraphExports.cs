using Tfaip.Export.Requests;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;

namespace Tfaip.Export.Packaging;

/// <summary>
/// Exports graphs that are to go into one package. Large weights are written to a folder beside the package, tensor by tensor, and mapped
/// from there for the verification, so that memory holds them once: in the model. The folder goes with this object.
/// </summary>
/// <param name="package">The package.</param>
/// <param name="threshold">Bytes of a model's weights from which they lie in a file of their own.</param>
/// <param name="options">How graphs are exported.</param>
internal sealed class GraphExports(string package, long threshold, ExportOptions options) : IDisposable
{
    private readonly string _folder = Path.Combine(
        Path.GetDirectoryName(Path.GetFullPath(package))!, $".{Path.GetFileName(package)}.{Guid.NewGuid():N}.tmp");

    /// <summary>Exports and verifies a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="file">The graph's file in the package.</param>
    /// <exception cref="ExportException">The model cannot be exported.</exception>
    public ExportResult Export(ExportableModel model, string file)
    {
        if (ModelBytes.Of(model.Module) < threshold) return OnnxExporter.Export(model, options);
        var path = Path.Combine(_folder, file);
        try
        {
            Directory.CreateDirectory(_folder);
            var exported = OnnxExporter.ExportFile(model, path, options with { ExternalDataThreshold = threshold });
            var weights = OnnxFile.DataFile(path);
            return new ExportResult(RegularFile.ReadAllBytes(path), exported.Inputs, exported.Outputs, exported.Verification)
            {
                WeightsFile = File.Exists(weights) ? weights : null,
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"{package}: the package cannot be written: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }
}
