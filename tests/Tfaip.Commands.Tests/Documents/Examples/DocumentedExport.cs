using Tfaip.Export;
using Tfaip.Processors.Samples;
using TorchSharp;

namespace Tfaip.Commands.Tests.Documents.Examples;

internal static class DocumentedExport
{
    // docs/how-to/export-a-module.md; ExportDocumentTests carries it out.
    public static void Write(torch.nn.Module module) =>
        OnnxExporter.Export(
            module, "net.onnx", [TensorSpec.Parse("image: float32[batch, 3, height, width]; height: 32..96 step 8; width: 32..96 step 8")]);
}
