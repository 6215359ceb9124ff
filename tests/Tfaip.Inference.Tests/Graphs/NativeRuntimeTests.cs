using Tfaip.Inference.Graphs;

namespace Tfaip.Inference.Tests.Graphs;

[TestClass]
public sealed class NativeRuntimeTests
{
    [TestMethod]
    public void A_library_that_is_missing_is_recognised_also_where_the_first_use_of_a_class_wraps_it()
    {
        Assert.IsTrue(NativeRuntime.IsMissing(new DllNotFoundException()));
        Assert.IsTrue(NativeRuntime.IsMissing(new TypeInitializationException("NativeMethods", new DllNotFoundException())));
        Assert.IsFalse(NativeRuntime.IsMissing(new TypeInitializationException("NativeMethods", new InvalidOperationException())));
        Assert.IsFalse(NativeRuntime.IsMissing(new FileNotFoundException()));
    }

    [TestMethod]
    public void The_error_names_the_package() => Assert.AreEqual(
        "ONNX Runtime's native library is not there. Add the package Microsoft.ML.OnnxRuntime to the application, or "
        + "Microsoft.ML.OnnxRuntime.Gpu for CUDA.",
        NativeRuntime.Missing(new DllNotFoundException()).Message);
}
