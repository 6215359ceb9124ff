namespace Tfaip.Export.Programs.Sizes;

/// <summary>How a real number becomes a whole one.</summary>
internal enum SizeRounding
{
    /// <summary>To the next smaller whole number, as <see cref="Math.Floor(double)"/>, and as a conversion of a positive number.</summary>
    Down,

    /// <summary>To the next larger whole number, as <see cref="Math.Ceiling(double)"/>.</summary>
    Up,

    /// <summary>To the nearest whole number, of two the even one, as <see cref="Math.Round(double)"/>.</summary>
    Nearest,
}
