using Tfaip.Export.Lowering.Attention;
using Tfaip.Export.Lowering.Complex;
using Tfaip.Export.Lowering.Losses;

namespace Tfaip.Export.Lowering.Everything;

/// <summary>Everything that can be exported.</summary>
internal static class Lowerings
{
    /// <summary>The one table of all methods and layers.</summary>
    public static LoweringTable All { get; } = Create();

    private static LoweringTable Create()
    {
        var table = new LoweringTable();
        Arithmetic.Register(table);
        Comparisons.Register(table);
        Elementwise.Register(table);
        SpecialFunctions.Register(table);
        Activations.Register(table);
        Reductions.Register(table);
        Cumulation.Register(table);
        Sorting.Register(table);
        MatrixProducts.Register(table);
        LinearAlgebra.Register(table);
        Diagonals.Register(table);
        Shapes.Register(table);
        Joining.Register(table);
        Indexing.Register(table);
        Scattering.Register(table);
        Embeddings.Register(table);
        Types.Register(table);
        Creation.Register(table);
        Convolutions.Register(table);
        Paddings.Register(table);
        Pooling.Register(table);
        Unpooling.Register(table);
        SlidingWindows.Register(table);
        Resizing.Register(table);
        Normalisation.Register(table);
        Recurrent.Register(table);
        AttentionLayers.Register(table);
        LossFunctions.Register(table);
        Dropouts.Register(table);
        ComplexNumbers.Register(table);
        FourierTransforms.Register(table);
        return table;
    }
}
