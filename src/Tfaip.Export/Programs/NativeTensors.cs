using System.Reflection;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Tfaip.Export.Programs;

/// <summary>The identity of tensors in libtorch, which several managed objects can share.</summary>
internal static class NativeTensors
{
#pragma warning disable RS0030 // The name stands here, in an assembly that is loaded.
    private static readonly Func<nint, nint> DataPointer =
        typeof(Tensor).Assembly.GetType("TorchSharp.PInvoke.NativeMethods", throwOnError: true)!
            .GetMethod("THSStorage_data_ptr", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!
            .CreateDelegate<Func<nint, nint>>();
#pragma warning restore RS0030

    /// <summary>Whether there is a native tensor at all.</summary>
    public static bool Exists(Tensor tensor) => !tensor.IsInvalid && tensor.numel() > 0;

    /// <summary>The native tensor: a handle points to an <c>at::Tensor</c>, which is a pointer to it and nothing else.</summary>
    public static nint Identity(Tensor tensor) => Marshal.ReadIntPtr(tensor.Handle);

    /// <summary>The start of the memory that a tensor and its views share; zero where it has none.</summary>
    public static nint Storage(Tensor tensor) => tensor.is_sparse ? 0 : DataPointer(tensor.Handle);
}
