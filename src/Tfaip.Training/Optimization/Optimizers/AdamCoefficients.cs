namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>The numbers of Adam's formula.</summary>
internal readonly record struct AdamCoefficients(double Beta1, double Beta2, double Epsilon, bool IsAmsgrad);
