using System.Runtime.Intrinsics.X86;
using Tfaip.Parameters.Streams;

namespace Tfaip.Torch.Native;

/// <summary>
/// Keeps oneDNN, libtorch's library of layers, from kernels that compute wrongly on processors whose caches are hidden.
/// </summary>
/// <remarks>
/// On AMD's processors oneDNN 3.7 reads the sizes of the caches from CPUID leaf 8000001D. Virtual machines (Firecracker among them) may
/// answer with zeros there; oneDNN then takes a cache for one byte, and several of its kernels for AVX and above leave parts of their
/// padding unwritten: transposed convolutions, recurrent layers without gradients and batch normalisations after convolutions give
/// arbitrary numbers, without an error. Its kernels for SSE 4.1 do not, and are slower.
/// </remarks>
internal static class HiddenCaches
{
    /// <summary>The variable by which oneDNN is told which instructions to use; where the user has set it, it stays.</summary>
    public const string Variable = "ONEDNN_MAX_CPU_ISA";

    private const uint CacheLeaf = 0x8000001D;

    // The first four letters of the vendors' names "AuthenticAMD" and "HygonGenuine".
    private const int Amd = 0x68747541;
    private const int Hygon = 0x6F677948;

    /// <summary>Restricts oneDNN where the processor hides its caches. Call it before libtorch computes anything.</summary>
    public static void Heed()
    {
        if (X86Base.IsSupported && Hides(X86Base.CpuId)) NativeEnvironment.Default(Variable, "SSE41");
    }

    /// <summary>Whether a processor is one of AMD's (or Hygon's, of the same design) that says nothing of its caches.</summary>
    /// <param name="identify">The instruction CPUID: EAX, EBX, ECX and EDX of a function and a sub-function.</param>
    public static bool Hides(Func<int, int, (int Eax, int Ebx, int Ecx, int Edx)> identify)
    {
        var (_, vendor, _, _) = identify(0, 0);
        var (highest, _, _, _) = identify(unchecked((int)0x80000000), 0);
        return vendor is Amd or Hygon && (uint)highest >= CacheLeaf && identify(unchecked((int)CacheLeaf), 0).Eax == 0;
    }
}
