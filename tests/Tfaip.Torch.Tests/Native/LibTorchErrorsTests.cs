using Tfaip.Torch.Native;
using static TorchSharp.torch;

namespace Tfaip.Torch.Tests.Native;

[TestClass]
public sealed class LibTorchErrorsTests
{
    [TestMethod]
    public void Frames_are_left_out_of_a_message()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<Exception>(() => ones(2, 3).reshape(4, 5));
        Assert.Contains("frame #", error.Message);
        Assert.AreEqual("shape '[4, 5]' is invalid for input of size 6", LibTorchErrors.WithoutFrames(error.Message));
    }

    [TestMethod]
    public void A_stack_trace_of_NET_stays()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<Exception>(() => ones(2, 3).reshape(4, 5));
        var text = LibTorchErrors.WithoutFrames(error.ToString());
        Assert.DoesNotContain("frame #", text);
        Assert.DoesNotContain("Exception raised from", text);
        StringAssert.Matches(text, new(@"shape '\[4, 5\]' is invalid for input of size 6\r?\n   at TorchSharp\."));
    }

    [TestMethod]
    public void Other_texts_stay_as_they_are() =>
        Assert.AreEqual("frame #1 is missing\nin the file", LibTorchErrors.WithoutFrames("frame #1 is missing\nin the file"));
}
