using TorchSharp;

namespace Tfaip.Torch.Tests.Native;

[TestClass]
public sealed class LibTorchTests
{
    [TestMethod]
    public void TorchSharpLoadsOnThisMachine()
    {
        using var sum = torch.ones(2, 3).sum();
        Assert.AreEqual(6f, sum.item<float>());
    }
}
