using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Tfaip.Torch.Native;

namespace Tfaip.Export;

/// <summary>Prepares the native libraries for whoever uses this assembly, before their first call.</summary>
internal static class NativeLoading
{
    [ModuleInitializer]
    [SuppressMessage(
        "Usage",
        "CA2255:The 'ModuleInitializer' attribute should not be used in libraries",
        Justification = "TorchSharp must be loadable from the first line of any program over this assembly; nothing is loaded here.")]
    public static void Register() => LibTorch.Register();
}
