using Tfaip.Inference.Graphs;
using Tfaip.Parameters.Streams;

namespace Tfaip.Inference.Tests.Graphs;

[TestClass]
public sealed class NativeEnvironmentTests
{
    [TestMethod]
    public void A_variable_that_is_not_set_gets_the_value()
    {
        var name = $"TFAIP_TEST_{Guid.NewGuid():N}";
        NativeEnvironment.Default(name, "1");
        Assert.AreEqual(("1", "1"), (Environment.GetEnvironmentVariable(name), NativeEnvironment.Get(name)));
    }

    [TestMethod]
    public void A_variable_that_the_program_set_stays_and_reaches_native_libraries()
    {
        var name = $"TFAIP_TEST_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(name, "0");
        NativeEnvironment.Default(name, "1");
        Assert.AreEqual(("0", "0"), (Environment.GetEnvironmentVariable(name), NativeEnvironment.Get(name)));
    }

    [TestMethod]
    public void The_telemetry_of_ONNX_Runtime_is_switched_off_by_the_first_use_of_the_library()
    {
        Assert.AreEqual("ORT_DISABLE_TELEMETRY", OnnxRuntimeTelemetry.Variable);
        Assert.AreEqual("1", NativeEnvironment.Get(OnnxRuntimeTelemetry.Variable));
    }
}
