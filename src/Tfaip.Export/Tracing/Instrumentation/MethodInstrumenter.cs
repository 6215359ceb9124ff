using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using Tfaip.Export.Programs;

namespace Tfaip.Export.Tracing.Instrumentation;

/// <summary>
/// Rewrites the calls into TorchSharp in one method: the arguments are spilled into locals, the recorder is told, the same
/// call is made in place (so that protected members, base calls and type parameters mean what they meant), and the
/// recorder is told the result.
/// </summary>
internal sealed class MethodInstrumenter(ModuleDefinition module, RecordingHolder holder, SiteTable sites)
{
    private readonly TypeReference _objectArray = new ArrayType(module.TypeSystem.Object);
    private readonly List<MethodDefinition> _thunks = [];

    /// <summary>The methods that stand in for methods of TorchSharp's in delegates, to be added to their types.</summary>
    public IReadOnlyList<MethodDefinition> Thunks => _thunks;

    /// <summary>Rewrites a method.</summary>
    public void Instrument(MethodDefinition method) => Instrument(method, InstructionLines.Of(method), fallback: null);

    private void Instrument(MethodDefinition method, Dictionary<Instruction, SourceLine> lines, SourceLine? fallback)
    {
        var body = method.Body;
        body.SimplifyMacros();
        var logged = LogFlow.Find(method, LogRules.ReadsClock);
        var printed = LogFlow.Find(method, LogRules.ReadsTensors);
        foreach (var instruction in body.Instructions.ToArray())
        {
            var line = lines.GetValueOrDefault(instruction) ?? fallback;
            switch (instruction.OpCode.Code)
            {
                case Code.Call or Code.Callvirt or Code.Newobj when !logged.Contains(instruction):
                    InstrumentCall(method, instruction, (MethodReference)instruction.Operand, line, printed.Contains(instruction));
                    break;
                case Code.Ldftn or Code.Ldvirtftn when Signatures.IsTorchSharp((MethodReference)instruction.Operand):
                    ReplaceFunction(method, instruction, line);
                    break;
                case Code.Ldfld or Code.Ldflda or Code.Ldsfld or Code.Ldsflda when !method.IsConstructor && line is not null:
                    var used = (FieldReference)instruction.Operand;
                    sites.AddUse(used.DeclaringType.GetElementType().FullName.Replace('/', '+'), used.Name, line);
                    break;
                case Code.Stfld or Code.Stsfld when !method.IsConstructor && line is not null:
                    var field = (FieldReference)instruction.Operand;
                    sites.AddAssignment(field.DeclaringType.GetElementType().FullName.Replace('/', '+'), field.Name, line);
                    break;
            }
        }

        body.InitLocals = true;
        body.OptimizeMacros();
    }

    private void InstrumentCall(MethodDefinition caller, Instruction at, MethodReference target, SourceLine? line, bool isPrinted)
    {
        if (IsDelegateCall(target) && !WatchedMethods.Contains(target))
        {
            Replace(caller.Body, at, [.. holder.Mark(sites.Add(line)), Instruction.Create(at.OpCode, target)]);
            return;
        }

        if (!Signatures.IsTorchSharp(target) && !IsObjectMethod(at, target) && !WatchedMethods.Contains(target)) return;

        if (target.Name == ".ctor" && at.OpCode.Code != Code.Newobj)
        {
            // A structure that is made in place is a mere value; a class's constructor is here the base of the caller's, which
            // is being made and cannot be handed out.
            if (!Signatures.IsValueType(target.DeclaringType))
            {
                Replace(
                    caller.Body,
                    at,
                    [
                        .. Enter(sites.Add(line), target, [Instruction.Create(OpCodes.Ldnull)]),
                        Instruction.Create(OpCodes.Pop),
                        Instruction.Create(at.OpCode, target)
                    ]);
            }

            return;
        }

        Replace(caller.Body, at, Call(caller.Body, at, target, sites.Add(line, at.OpCode.Code == Code.Call && target.HasThis, isPrinted)));
    }

    private static bool IsDelegateCall(MethodReference target) =>
        target.Name == "Invoke" && target.DeclaringType.Namespace == "System"
        && (target.DeclaringType.Name.StartsWith("Func`", StringComparison.Ordinal)
            || target.DeclaringType.Name.StartsWith("Action`", StringComparison.Ordinal));

    private static bool IsObjectMethod(Instruction at, MethodReference target) =>
        at.OpCode.Code == Code.Callvirt && at.Previous?.OpCode.Code != Code.Constrained
        && target.DeclaringType.FullName == "System.Object" && (target.Name is "ToString" or "Equals");

    private List<Instruction> Call(MethodBody body, Instruction at, MethodReference target, int site)
    {
        var prefixes = Prefixes(at);
        var constrained = prefixes.Find(prefix => prefix.OpCode.Code == Code.Constrained)?.Operand as TypeReference;
        var arguments = Arguments(at, target, constrained).Select(type => Local(body, type)).ToArray();
        var code = new List<Instruction>();
        foreach (var local in arguments.Reverse()) code.Add(Instruction.Create(OpCodes.Stloc, local));

        var frame = Local(body, module.TypeSystem.Object);
        code.AddRange(Enter(site, target, Boxed(arguments)));
        code.Add(Instruction.Create(OpCodes.Stloc, frame));

        var result = ResultOf(at, target) is { } type ? Local(body, type) : null;
        var (taken, end) = (Instruction.Create(OpCodes.Nop), Instruction.Create(OpCodes.Nop));
        var replaceable = MayBeAnswered(at, target, result?.VariableType);
        if (replaceable)
        {
            code.Add(Instruction.Create(OpCodes.Ldloc, frame));
            code.Add(Instruction.Create(OpCodes.Isinst, _objectArray));
            code.Add(Instruction.Create(OpCodes.Brtrue, taken));
        }

        foreach (var local in arguments) code.Add(Instruction.Create(OpCodes.Ldloc, local));
        if (constrained is not null) code.Add(Instruction.Create(OpCodes.Constrained, constrained));
        code.Add(Instruction.Create(at.OpCode, target));
        if (result is not null) code.Add(Instruction.Create(OpCodes.Stloc, result));
        code.AddRange(Leave(frame, result, arguments));
        if (replaceable)
        {
            code.Add(Instruction.Create(OpCodes.Br, end));
            code.Add(taken);
            if (result is not null)
            {
                code.Add(Instruction.Create(OpCodes.Ldloc, frame));
                code.Add(Instruction.Create(OpCodes.Castclass, _objectArray));
                code.Add(Instruction.Create(OpCodes.Ldc_I4_0));
                code.Add(Instruction.Create(OpCodes.Ldelem_Ref));
                code.Add(Instruction.Create(OpCodes.Unbox_Any, result.VariableType));
                code.Add(Instruction.Create(OpCodes.Stloc, result));
            }

            code.Add(end);
        }

        if (result is not null) code.Add(Instruction.Create(OpCodes.Ldloc, result));

        // Their meaning is in the new code; branches may lead to them, so they stay as instructions.
        foreach (var prefix in prefixes) (prefix.OpCode, prefix.Operand) = (OpCodes.Nop, null);
        return code;
    }

    // Modules and what gives or changes tensors: the recording may have the result already, so that the call is not made.
    private static bool MayBeAnswered(Instruction at, MethodReference target, TypeReference? result) =>
        at.OpCode.Code != Code.Newobj && Signatures.IsTorchSharp(target) && (result is null
            ? target.HasThis && target.DeclaringType.FullName == typeof(TorchSharp.torch.Tensor).FullName!.Replace('+', '/')
            : target.Name is "call" or "forward"
                || (!Signatures.IsByRefLike(result) && result.FullName.Contains("TorchSharp.torch/Tensor", StringComparison.Ordinal)));

    private static List<Instruction> Prefixes(Instruction at)
    {
        var prefixes = new List<Instruction>();
        for (var i = at.Previous; i is { OpCode.OpCodeType: OpCodeType.Prefix }; i = i.Previous) prefixes.Add(i);
        return prefixes;
    }

    private static IEnumerable<TypeReference> Arguments(Instruction at, MethodReference target, TypeReference? constrained)
    {
        if (target.HasThis && at.OpCode.Code != Code.Newobj)
        {
            yield return constrained is not null ? new ByReferenceType(constrained)
                : Signatures.IsValueType(target.DeclaringType) ? new ByReferenceType(target.DeclaringType)
                : target.DeclaringType;
        }

        foreach (var parameter in target.Parameters) yield return Signatures.Substitute(parameter.ParameterType, target);
    }

    private static TypeReference? ResultOf(Instruction at, MethodReference target)
    {
        if (at.OpCode.Code == Code.Newobj) return target.DeclaringType;
        var type = Signatures.Substitute(target.ReturnType, target);
        return type.MetadataType == MetadataType.Void ? null : type;
    }

    private static VariableDefinition Local(MethodBody body, TypeReference type)
    {
        var local = new VariableDefinition(type);
        body.Variables.Add(local);
        return local;
    }

    private IEnumerable<Instruction> Enter(int site, MethodReference target, IEnumerable<Instruction> arguments) =>
    [
        holder.LoadEnter(),
        Instruction.Create(OpCodes.Ldc_I4, site),
        Instruction.Create(OpCodes.Ldtoken, target),
        Instruction.Create(OpCodes.Ldtoken, target.DeclaringType),
        .. arguments,
        holder.CallEnter(),
    ];

    private IEnumerable<Instruction> Leave(VariableDefinition frame, VariableDefinition? result, VariableDefinition[] arguments) =>
    [
        holder.LoadLeave(),
        Instruction.Create(OpCodes.Ldloc, frame),
        .. result is null ? [Instruction.Create(OpCodes.Ldnull)] : Box(result),
        .. arguments.Any(local => local.VariableType is ByReferenceType) ? Boxed(arguments) : [Instruction.Create(OpCodes.Ldnull)],
        holder.CallLeave(),
    ];

    private List<Instruction> Boxed(VariableDefinition[] locals)
    {
        List<Instruction> code = [
            Instruction.Create(OpCodes.Ldc_I4, locals.Length), Instruction.Create(OpCodes.Newarr, module.TypeSystem.Object)
        ];
        for (var i = 0; i < locals.Length; i++)
        {
            code.Add(Instruction.Create(OpCodes.Dup));
            code.Add(Instruction.Create(OpCodes.Ldc_I4, i));
            code.AddRange(Box(locals[i]));
            code.Add(Instruction.Create(OpCodes.Stelem_Ref));
        }

        return code;
    }

    private static IEnumerable<Instruction> Box(VariableDefinition local) => local.VariableType switch
    {
        ByReferenceType reference when Signatures.IsByRefLike(reference.ElementType) => [Instruction.Create(OpCodes.Ldnull)],
        ByReferenceType reference =>
        [
            Instruction.Create(OpCodes.Ldloc, local),
            Instruction.Create(OpCodes.Ldobj, reference.ElementType),
            Instruction.Create(OpCodes.Box, reference.ElementType),
        ],
        PointerType or FunctionPointerType => [Instruction.Create(OpCodes.Ldnull)],
        GenericInstanceType span when Signatures.IsSpan(span) =>
            [Instruction.Create(OpCodes.Ldloca, local), Instruction.Create(OpCodes.Call, ToArray(span))],
        var type when Signatures.IsByRefLike(type) => [Instruction.Create(OpCodes.Ldnull)],
        var type => [Instruction.Create(OpCodes.Ldloc, local), Instruction.Create(OpCodes.Box, type)],
    };

    private static MethodReference ToArray(GenericInstanceType span)
    {
        var element = span.ElementType.GenericParameters.Count > 0
            ? span.ElementType.GenericParameters[0]
            : new GenericParameter(span.ElementType);
        return new("ToArray", new ArrayType(element), span) { HasThis = true };
    }

    private void ReplaceFunction(MethodDefinition caller, Instruction at, SourceLine? line)
    {
        var target = (MethodReference)at.Operand;
        var call = at.OpCode.Code == Code.Ldvirtftn ? OpCodes.Callvirt : OpCodes.Call;
        var thunk = new MethodDefinition(
            $"<Recording>{_thunks.Count}",
            MethodAttributes.Static | MethodAttributes.Private | MethodAttributes.HideBySig,
            Signatures.Substitute(target.ReturnType, target));

        // A type parameter is written as its position alone, so the caller's serve in the copy.
        foreach (var parameter in caller.GenericParameters) thunk.GenericParameters.Add(new(parameter.Name, thunk));
        if (target.HasThis) thunk.Parameters.Add(new(target.DeclaringType));
        foreach (var parameter in target.Parameters) thunk.Parameters.Add(new(Signatures.Substitute(parameter.ParameterType, target)));

        var il = thunk.Body.GetILProcessor();
        foreach (var parameter in thunk.Parameters) il.Emit(OpCodes.Ldarg, parameter);
        il.Emit(call, target);
        il.Emit(OpCodes.Ret);
        thunk.DeclaringType = caller.DeclaringType;
        Instrument(thunk, [], line);
        thunk.DeclaringType = null;
        _thunks.Add(thunk);

        var reference = Reference(caller, thunk);
        Replace(
            caller.Body,
            at,
            at.OpCode.Code == Code.Ldvirtftn
                ? [Instruction.Create(OpCodes.Pop), Instruction.Create(OpCodes.Ldftn, reference)]
                : [Instruction.Create(OpCodes.Ldftn, reference)]);
    }

    private static MethodReference Reference(MethodDefinition caller, MethodDefinition thunk)
    {
        MethodReference reference = thunk;
        if (caller.DeclaringType.HasGenericParameters)
        {
            var self = new GenericInstanceType(caller.DeclaringType);
            foreach (var parameter in caller.DeclaringType.GenericParameters) self.GenericArguments.Add(parameter);
            reference = new(thunk.Name, thunk.ReturnType, self);
            foreach (var parameter in thunk.GenericParameters) reference.GenericParameters.Add(new(parameter.Name, reference));
            foreach (var parameter in thunk.Parameters) reference.Parameters.Add(new(parameter.ParameterType));
        }

        if (!thunk.HasGenericParameters) return reference;

        var instance = new GenericInstanceMethod(reference);
        foreach (var parameter in caller.GenericParameters) instance.GenericArguments.Add(parameter);
        return instance;
    }

    // The first instruction takes the place of the old one, so that branches, handlers and lines stay where they were.
    private static void Replace(MethodBody body, Instruction at, List<Instruction> code)
    {
        (at.OpCode, at.Operand) = (code[0].OpCode, code[0].Operand);
        var il = body.GetILProcessor();
        var last = at;
        foreach (var instruction in code.Skip(1))
        {
            il.InsertAfter(last, instruction);
            last = instruction;
        }
    }
}
