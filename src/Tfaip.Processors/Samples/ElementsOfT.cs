using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Tfaip.Processors.Samples;

/// <summary>Tensors and numbers of the type <typeparamref name="T"/>.</summary>
internal abstract class Elements<T>(ElementType type) : Elements(type)
    where T : unmanaged
{
    public override Type ValueType => typeof(T);

    public override int Size => Unsafe.SizeOf<T>();

    protected override Type TensorType => typeof(Tensor<T>);

    public override TResult Invoke<TResult>(IElementFunction<TResult> function) => function.Invoke<T>();

    public override ReadOnlySpan<nint> ShapeOf(object tensor) => ((Tensor<T>)tensor).Lengths;

    public override long BytesOf(object tensor) => ((Tensor<T>)tensor).FlattenedLength * Size;

    public override object View(object stacked, int place, ReadOnlySpan<nint> shape)
    {
        var ranges = new NRange[shape.Length + 1];
        ranges[0] = new(place, place + 1);
        for (var i = 0; i < shape.Length; i++) ranges[i + 1] = new(0, shape[i]);
        return ((Tensor<T>)stacked).Slice(ranges).SqueezeDimension(0);
    }

    public override bool HaveEqualShapes(object left, object right) => ShapeOf(left).SequenceEqual(ShapeOf(right));

    public override float[] ToSingles(object tensor)
    {
        var elements = Dense.Elements((Tensor<T>)tensor);
        var singles = GC.AllocateUninitializedArray<float>(elements.Length);
        ToSingles(elements, singles);
        return singles;
    }

    public override float ToSingle(object number)
    {
        var single = 0f;
        ToSingles([(T)number], new Span<float>(ref single));
        return single;
    }

    public override object ItemOf(object tensor, int place) => ((Tensor<T>)tensor)[place];

    public override object Place(object tensor, ReadOnlySpan<nint> shape, int outer, int inner, int before, object? element)
    {
        var old = Dense.Elements((Tensor<T>)tensor);
        nint count = 1;
        foreach (var length in shape) count *= length;
        var elements = new T[count];
        if (element is T fill) Array.Fill(elements, fill);
        if (count == 0 || old.IsEmpty) return Tensor.Create(elements, shape);
        var (oldLine, newLine) = (old.Length / outer, elements.Length / outer);
        var (from, to) = (Math.Max(0, -before) * inner, Math.Max(0, before) * inner);
        var copied = Math.Min(oldLine - from, newLine - to);
        for (var i = 0; i < outer; i++)
        {
            old.Slice((i * oldLine) + from, copied).CopyTo(elements.AsSpan((i * newLine) + to, copied));
        }

        return Tensor.Create(elements, shape);
    }

    public override object Reshape(object tensor, ReadOnlySpan<nint> shape) =>
        Tensor.Create(Dense.ToArray((Tensor<T>)tensor), shape);

    public override object StackTensors(ReadOnlySpan<object> tensors)
    {
        var first = (Tensor<T>)tensors[0];
        var length = checked((int)first.FlattenedLength);
        var elements = GC.AllocateUninitializedArray<T>(checked(length * tensors.Length));
        for (var i = 0; i < tensors.Length; i++) Dense.CopyTo((Tensor<T>)tensors[i], elements.AsSpan(i * length, length));
        return Tensor.Create(elements, [tensors.Length, .. first.Lengths]);
    }

    public override bool CanHold(double value) => IsFloat
        ? double.IsNaN(value) || double.IsInfinity(value) == double.IsInfinity(ToDouble(FromDouble(value)))
        : ToDouble(FromDouble(value)) == value;

    public override object StackPadded(ReadOnlySpan<object> tensors, ReadOnlySpan<nint> shape, double filling)
    {
        nint length = 1;
        foreach (var axis in shape) length = checked(length * axis);
        var elements = GC.AllocateUninitializedArray<T>(checked((int)(length * tensors.Length)));
        elements.AsSpan().Fill(FromDouble(filling));
        for (var i = 0; i < tensors.Length; i++)
        {
            var tensor = (Tensor<T>)tensors[i];
            CopyRows(Dense.Elements(tensor), tensor.Lengths, elements.AsSpan((int)(i * length), (int)length), shape);
        }

        return Tensor.Create(elements, [tensors.Length, .. shape]);
    }

    public override object StackScalars(ReadOnlySpan<object> numbers)
    {
        var elements = new T[numbers.Length];
        for (var i = 0; i < elements.Length; i++) elements[i] = (T)numbers[i];
        return Tensor.Create(elements, [elements.Length]);
    }

    public override object Slice(object tensor, int axis, nint start, nint length)
    {
        var whole = (Tensor<T>)tensor;
        var shape = whole.Lengths.ToArray();
        var (rows, row) = Rows(shape, axis);
        var inner = row / (int)shape[axis];
        shape[axis] = length;
        var elements = Dense.Elements(whole);
        var part = new T[rows * inner * (int)length];
        for (var i = 0; i < rows; i++)
        {
            elements.Slice((i * row) + ((int)start * inner), (int)length * inner).CopyTo(part.AsSpan(i * (int)length * inner));
        }

        return Tensor.Create(part, shape);
    }

    public override object Concatenate(ReadOnlySpan<object> tensors, int axis)
    {
        var shape = ((Tensor<T>)tensors[0]).Lengths.ToArray();
        shape[axis] = 0;
        foreach (var tensor in tensors) shape[axis] += ((Tensor<T>)tensor).Lengths[axis];
        var (rows, row) = Rows(shape, axis);
        var all = new T[rows * row];
        var offset = 0;
        foreach (var tensor in tensors)
        {
            var elements = Dense.Elements((Tensor<T>)tensor);
            var part = rows == 0 ? 0 : elements.Length / rows;
            for (var i = 0; i < rows; i++) elements.Slice(i * part, part).CopyTo(all.AsSpan((i * row) + offset));
            offset += part;
        }

        return Tensor.Create(all, shape);
    }

    public override object[] Split(object tensor, int count)
    {
        var whole = (Tensor<T>)tensor;
        var parts = new object[count];
        if (count == 0) return parts;
        var elements = Dense.Elements(whole);
        var length = elements.Length / count;
        var shape = whole.Lengths[1..];
        for (var i = 0; i < count; i++)
        {
            var part = elements.Slice(i * length, length);
            parts[i] = shape.IsEmpty ? part[0] : Tensor.Create(part.ToArray(), shape);
        }

        return parts;
    }

    /// <summary>Converts elements to float32, to the nearest.</summary>
    protected abstract void ToSingles(ReadOnlySpan<T> values, Span<float> singles);

    /// <summary>The nearest that the type has.</summary>
    protected abstract T FromDouble(double value);

    protected abstract double ToDouble(T value);

    private static void CopyRows(ReadOnlySpan<T> source, ReadOnlySpan<nint> sourceShape, Span<T> destination, ReadOnlySpan<nint> shape)
    {
        if (source.IsEmpty) return;
        if (sourceShape.Length <= 1 || sourceShape[1..].SequenceEqual(shape[1..]))
        {
            source.CopyTo(destination);
            return;
        }

        var rows = (int)sourceShape[0];
        var (sourceLength, length) = (source.Length / rows, destination.Length / (int)shape[0]);
        for (var row = 0; row < rows; row++)
        {
            CopyRows(source.Slice(row * sourceLength, sourceLength), sourceShape[1..], destination.Slice(row * length, length), shape[1..]);
        }
    }

    // How many rows an axis and those within it make, and the elements of one.
    private static (int Rows, int Row) Rows(ReadOnlySpan<nint> shape, int axis)
    {
        var (rows, row) = (1, 1);
        for (var i = 0; i < shape.Length; i++)
        {
            if (i < axis) rows = checked(rows * (int)shape[i]);
            else row = checked(row * (int)shape[i]);
        }

        return (rows, row);
    }
}
