using System.ComponentModel.DataAnnotations;
using Tfaip.Processors.Imaging.Images;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>The parameters of a processor that bends an image at random; the image keeps its size.</summary>
public abstract record WarpParams : RandomGeometricParams
{
    /// <value>How the value between pixels is found. Default: bilinear.</value>
    public Interpolation Interpolation { get; init; } = Interpolation.Bilinear;

    /// <value>What comes into view from beyond the edges. Default: constant.</value>
    public BorderMode Border { get; init; }

    /// <value>The constant beyond the edges, such as 255 for dark ink on white paper. Default: 0.</value>
    [Range(-float.MaxValue, float.MaxValue)]
    public double Fill { get; init; }
}
