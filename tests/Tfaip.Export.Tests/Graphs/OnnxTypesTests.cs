using Tfaip.Export.Graphs;
using Tfaip.Export.Requests;
using Tfaip.Processors.Samples;
using Tfaip.Torch;
using static Tfaip.Export.Graphs.Format.TensorProto.Types;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Graphs;

[TestClass]
public sealed class OnnxTypesTests
{
    [TestMethod]
    public void The_number_of_each_type_is_that_of_the_name_in_the_format()
    {
        ScalarType[] types = [.. Enum.GetValues<ElementType>().Select(TorchTypes.Of), ScalarType.BFloat16];
        foreach (var type in types)
        {
            var name = type switch
            {
                ScalarType.Float32 =>
                "Float",
                ScalarType.Float64 => "Double",
                ScalarType.Byte => "Uint8",
                _ => type.ToString()
            };
            Assert.AreEqual(Enum.Parse<DataType>(name, ignoreCase: true), (DataType)OnnxTypes.ToOnnx(type));
            Assert.AreEqual(type, OnnxTypes.ToTorch(OnnxTypes.ToOnnx(type)));
        }

        Assert.AreEqual(
            "ONNX has no tensors of the type ComplexFloat32. Convert to float32 or another type of ONNX's before.",
            Assert.ThrowsExactly<ExportException>(() => OnnxTypes.ToOnnx(ScalarType.ComplexFloat32)).Message);
    }
}
