using System.Globalization;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Tfaip.Training.MixedPrecision;

/// <summary>
/// Changes the element type of tensors in place: whoever holds one, a module's field, a native module or another name of a shared weight,
/// holds it still. TorchSharp's <c>Module.to</c> makes new tensors, but for native modules, for which libtorch changes the ones there are;
/// so the tensors are lent to a native module that has nothing else.
/// </summary>
internal static partial class ElementTypes
{
    private const string Library = "LibTorchSharp";

    /// <summary>Makes tensors views of memory of another element type.</summary>
    /// <param name="tensors">
    /// The tensors, of one element type, and the memory that each is to be a view of, of another. Outside of any graph.
    /// </param>
    public static void Change(IReadOnlyList<(Tensor Tensor, Tensor Memory)> tensors)
    {
        if (tensors.Count == 0) return;
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var type = tensors[0].Memory.dtype;
        var module = THSNN_custom_module(nameof(ElementTypes), 0, 0);
        CheckForErrors();
        try
        {
            foreach (var (index, (tensor, _)) in tensors.Index())
            {
                // Without numbers there is nothing to convert, so that nothing is computed and no memory taken.
                tensor.set_(empty(0, tensor.dtype, tensor.device));
                THSNN_Module_register_parameter(module, index.ToString(CultureInfo.InvariantCulture), tensor.Handle, tensor.requires_grad);
                CheckForErrors();
            }

            THSNN_Module_to_dtype(module, (sbyte)type, false);
            CheckForErrors();
        }
        finally
        {
            THSNN_Module_dispose(module);
        }

        foreach (var (tensor, memory) in tensors) tensor.set_(memory);
    }

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint THSNN_custom_module(string name, nint forward, nint boxed);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial void THSNN_Module_register_parameter(
        nint module, string name, nint tensor, [MarshalAs(UnmanagedType.U1)] bool requiresGrad);

    [LibraryImport(Library)]
    private static partial void THSNN_Module_to_dtype(nint module, sbyte type, [MarshalAs(UnmanagedType.U1)] bool nonBlocking);

    [LibraryImport(Library)]
    private static partial void THSNN_Module_dispose(nint module);
}
