using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Parameters;

[TestClass]
public sealed class NamingTests
{
    [TestMethod]
    [DataRow("LearningRate", "learning_rate")]
    [DataRow("HTTPPort", "http_port")]
    [DataRow("PortHTTP", "port_http")]
    [DataRow("Beta1", "beta1")]
    [DataRow("L2Norm", "l2_norm")]
    [DataRow("XAxis", "x_axis")]
    [DataRow("A", "a")]
    [DataRow("BFloat16", "bfloat16")]
    [DataRow("Already_Split", "already_split")]
    [DataRow("OnnxRuntime", "onnx_runtime")]
    public void Words_are_split_where_a_reader_splits_them(string name, string expected) =>
        Assert.AreEqual(expected, Naming.ToSnakeCase(name));

    [TestMethod]
    public void Element_types_have_the_names_of_tensor_specs() => Assert.AreSequenceEqual(
        Enum.GetNames<ElementType>().Select(name => name.ToLowerInvariant()), Enum.GetNames<ElementType>().Select(Naming.ToSnakeCase));
}
