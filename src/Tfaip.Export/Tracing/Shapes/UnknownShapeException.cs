namespace Tfaip.Export.Tracing.Shapes;

/// <summary>A shape rule does not know a call in this form: what it gives is known from recordings alone.</summary>
internal sealed class UnknownShapeException : Exception;
