using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;
using TypeAttributes = Mono.Cecil.TypeAttributes;

namespace Tfaip.Export.Tracing.Instrumentation;

/// <summary>
/// The class in a rewritten assembly through which its code reaches the recorder: static fields with delegates of the
/// framework's own types, so that the assembly needs no reference to this one.
/// </summary>
internal sealed class RecordingHolder
{
    private const string TypeName = "<Recording>";

    private readonly FieldReference _enter;
    private readonly FieldReference _leave;
    private readonly FieldReference _mark;
    private readonly FieldReference _statics;
    private readonly MethodReference _invokeEnter;
    private readonly MethodReference _invokeLeave;
    private readonly MethodReference _invokeMark;
    private readonly MethodReference _invokeStatics;

    /// <summary>Adds the class to a module.</summary>
    public RecordingHolder(ModuleDefinition module)
    {
        Type = new(
            "",
            TypeName,
            TypeAttributes.Class | TypeAttributes.NotPublic | TypeAttributes.Abstract | TypeAttributes.Sealed,
            module.TypeSystem.Object);
        module.Types.Add(Type);
        (_enter, _invokeEnter) = Add(module, nameof(RecordingHooks.Enter), typeof(EnterHook));
        (_leave, _invokeLeave) = Add(module, nameof(RecordingHooks.Leave), typeof(LeaveHook));
        (_mark, _invokeMark) = Add(module, nameof(RecordingHooks.Mark), typeof(MarkHook));
        (_statics, _invokeStatics) = Add(module, nameof(RecordingHooks.CopyStatics), typeof(StaticsHook));
    }

    /// <summary>The class.</summary>
    public TypeDefinition Type { get; }

    /// <summary>Connects the class of a loaded assembly.</summary>
    public static void Connect(Assembly assembly, RecordingHooks hooks)
    {
        var type = assembly.GetType(TypeName, throwOnError: true)!;
        foreach (var property in typeof(RecordingHooks).GetProperties())
        {
            type.GetField(property.Name)!.SetValue(null, property.GetValue(hooks));
        }
    }

    /// <summary>Loads the delegate that is told of a call before it is made.</summary>
    public Instruction LoadEnter() => Instruction.Create(OpCodes.Ldsfld, _enter);

    /// <summary>Calls it.</summary>
    public Instruction CallEnter() => Instruction.Create(OpCodes.Callvirt, _invokeEnter);

    /// <summary>Loads the delegate that is told of a call after it was made.</summary>
    public Instruction LoadLeave() => Instruction.Create(OpCodes.Ldsfld, _leave);

    /// <summary>Calls it.</summary>
    public Instruction CallLeave() => Instruction.Create(OpCodes.Callvirt, _invokeLeave);

    /// <summary>Tells that a site is passed.</summary>
    public IEnumerable<Instruction> Mark(int site) =>
        [Instruction.Create(OpCodes.Ldsfld, _mark), Instruction.Create(OpCodes.Ldc_I4, site), Instruction.Create(
            OpCodes.Callvirt, _invokeMark)];

    /// <summary>Takes the static fields of a type over from the type that it was rewritten from.</summary>
    public IEnumerable<Instruction> CopyStatics(TypeReference type) =>
        [Instruction.Create(OpCodes.Ldsfld, _statics), Instruction.Create(OpCodes.Ldtoken, type), Instruction.Create(
            OpCodes.Callvirt, _invokeStatics)];

    private (FieldReference Field, MethodReference Invoke) Add(ModuleDefinition module, string name, Type type)
    {
        var field = new FieldDefinition(
            name, Mono.Cecil.FieldAttributes.Public | Mono.Cecil.FieldAttributes.Static, module.ImportReference(type));
        Type.Fields.Add(field);
        return (field, module.ImportReference(type.GetMethod("Invoke")));
    }
}
