using Tfaip.Processors.Samples;
using static TorchSharp.torch;

namespace Tfaip.Torch.Tests;

[TestClass]
public sealed class TorchTypesTests
{
    [TestMethod]
    public void Each_element_type_is_what_TorchSharp_makes_of_its_NET_type()
    {
        using var scope = NewDisposeScope();
        foreach (var type in Enum.GetValues<ElementType>())
        {
            var torchType = TorchTypes.Of(type);
            Assert.AreEqual(from_array(Array.CreateInstance(Elements.Of(type).ValueType, 1)).dtype, torchType);
            Assert.AreEqual(type, TorchTypes.ToElement(torchType));
        }
    }

    [TestMethod]
    public void Sizes_and_kinds_are_those_of_tensors()
    {
        using var scope = NewDisposeScope();
        ScalarType[] types = [.. Enum.GetValues<ElementType>().Select(TorchTypes.Of), ScalarType.BFloat16];
        foreach (var type in types)
        {
            var tensor = zeros(1, type);
            Assert.AreEqual(tensor.ElementSize, TorchTypes.SizeOf(type), $"{type}");
            Assert.AreEqual(tensor.is_floating_point(), TorchTypes.IsFloat(type), $"{type}");
        }
    }

    [TestMethod]
    public void Each_name_of_safetensors_says_kind_and_bits_and_leads_back()
    {
        using var scope = NewDisposeScope();
        foreach (var name in TorchTypes.SafeTensorsNames.Split(", "))
        {
            Assert.IsTrue(TorchTypes.TryParseSafeTensors(name, out var type));
            Assert.AreEqual(name, TorchTypes.ToSafeTensors(type));
            var tensor = zeros(1, type);
            var kind = type == ScalarType.BFloat16 ? "BF" : tensor.is_floating_point() ? "F" : type == ScalarType.Byte ? "U" : "I";
            Assert.AreEqual(name, type == ScalarType.Bool ? "BOOL" : $"{kind}{8 * tensor.ElementSize}");
        }

        Assert.AreEqual(Enum.GetValues<ElementType>().Length + 1, TorchTypes.SafeTensorsNames.Split(", ").Length);
        Assert.IsNull(TorchTypes.ToSafeTensors(ScalarType.ComplexFloat32));
        Assert.IsNull(TorchTypes.ToElement(ScalarType.BFloat16));
    }
}
