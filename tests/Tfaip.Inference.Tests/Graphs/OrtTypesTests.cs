using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Tfaip.Inference.Graphs;
using Tfaip.Inference.Tests.Support;
using Tfaip.Processors.Samples;

namespace Tfaip.Inference.Tests.Graphs;

[TestClass]
public sealed class OrtTypesTests
{
    [TestMethod]
    public void Each_element_type_is_what_ONNX_Runtime_makes_of_its_number()
    {
        foreach (var type in Enum.GetValues<ElementType>())
        {
            var ort = OrtTypes.Of(type);
            Assert.AreEqual(type, OrtTypes.ToElement(ort));
            using var session = new InferenceSession(TinyOnnx.Identity((int)ort, "n"));
            var input = session.InputMetadata["x"];
            Assert.AreEqual(ort, input.ElementDataType);
            Assert.AreEqual(type == ElementType.Float16 ? typeof(Float16) : Elements.Of(type).ValueType, input.ElementType);
        }

        Assert.IsNull(OrtTypes.ToElement(TensorElementType.BFloat16));
        Assert.IsNull(OrtTypes.ToElement(TensorElementType.String));
    }

    [TestMethod]
    public void Tensors_of_each_element_type_come_back_with_their_bits()
    {
        foreach (var elements in Elements.All)
        {
            var one = elements.ValueType == typeof(bool) ? true : Convert(1.0, elements.ValueType);
            var tensor = elements.StackScalars([one, Activator.CreateInstance(elements.ValueType)!, one]);
            using var session = new InferenceSession(TinyOnnx.Identity((int)OrtTypes.Of(elements.Type), "n"));
            using var value = OrtTensors.Create(tensor);
            using var options = new RunOptions();
            using var results = session.Run(options, ["x"], [value], ["y"]);

            var back = OrtTensors.Read(results[0], "y");

            Assert.AreSame(elements, Elements.Of(back));
            for (var i = 0; i < 3; i++) Assert.AreEqual(elements.ItemOf(tensor, i), elements.ItemOf(back, i));
        }
    }

    private static object Convert(double number, Type type) =>
        type == typeof(Half) ? (Half)number : System.Convert.ChangeType(number, type, System.Globalization.CultureInfo.InvariantCulture);
}
