using Tfaip.Parameters;
using Tfaip.Training.Tensors;

namespace Tfaip.Training.Tests.Tensors;

[TestClass]
public sealed class DeviceSelectionTests
{
    [TestMethod]
    [DataRow("cpu", 0, "cpu")]
    [DataRow("cpu", 2, "cpu")]
    [DataRow("auto", 0, "cpu")]
    [DataRow("auto", 2, "cuda:0")]
    [DataRow("cuda", 1, "cuda:0")]
    [DataRow("cuda:1", 2, "cuda:1")]
    public void A_device_that_is_there_is_taken(string name, int gpus, string expected) =>
        Assert.AreEqual(expected, DeviceSelection.Resolve(name, gpus).ToString());

    [TestMethod]
    [DataRow("cuda:0", 0, "The device 'cuda:0' is not there; found: cpu. A GPU needs a driver, and TorchSharp's CUDA package "
        + "(libtorch-cuda) in place of its CPU one.")]
    [DataRow("cuda:2", 2, "The device 'cuda:2' is not there; found: cpu, cuda:0, cuda:1.")]
    [DataRow("gpu", 1, "The device 'gpu' is unknown; write cpu, cuda:N or auto.")]
    [DataRow("cuda:-1", 1, "The device 'cuda:-1' is unknown; write cpu, cuda:N or auto.")]
    public void Row083_Another_device_is_refused_with_what_there_is(string name, int gpus, string expected) =>
        Assert.AreEqual(expected, Assert.ThrowsExactly<TfaipException>(() => DeviceSelection.Resolve(name, gpus)).Message);
}
