/** How the transcoder's C++ binding turns a value of one type over. */
interface BoundType {
	toWireType(destructors: unknown[] | null, value: unknown): unknown;
	fromWireType(value: unknown): unknown;
	/** What lies at an address of the transcoder's memory. */
	readValueFromPointer(address: number): unknown;
	/** Bytes that a value takes there. */
	readonly argPackAdvance: number;
	readonly isVoid?: boolean;
	/** Undefined: the value puts what frees it on the list. */
	readonly destructorFunction?: ((value: unknown) => void) | null;
}

interface Callable {
	new (...values: unknown[]): unknown;
	apply(self: unknown, values: unknown[]): unknown;
	call(...values: unknown[]): unknown;
}

/** Where the transcoder writes functions as text and evaluates them, and ours; their parts are in variables of these names. */
const WRITTEN = [
	[
		'newFunc(Function,args)(...closureArgs)',
		invokerWithoutEval,
		'(argTypes,isClassMethodFunc,returns,cppInvokerFunc,cppTargetFunc,runDestructors)'
	],
	['newFunc(Function,params)(...args)', callerWithoutEval, '(retType,types,kind,emval_returnValue)']
] as const;

/**
 * Our pages allow no evaluated text, and the Basis transcoder that three brings evaluates two functions. Gives its source
 * with ordinary ones in their place. Throws when it is another transcoder.
 */
export function withoutEval(transcoder: string): string {
	return WRITTEN.reduce((source, [evaluated, written, values], index) => {
		if (!source.includes(evaluated)) throw new Error('the transcoder of KTX2 pictures is of another kind');
		const name = `withoutEval${index}`;
		return `const ${name}=${String(written)};\n${source.replace(evaluated, name + values)}`;
	}, transcoder);
}

/** Calls a function of C++: types of the answer, of `this` and of each argument. It goes over as text, by itself. */
function invokerWithoutEval(
	types: readonly [answer: BoundType, self: BoundType | null, ...BoundType[]],
	isMethod: boolean,
	answers: boolean,
	invoke: (...wired: unknown[]) => unknown,
	target: unknown,
	free: (destructors: unknown[]) => void
): (this: unknown, ...values: unknown[]) => unknown {
	const [answer, self, ...taken] = types;
	const isListed = types.slice(1).some((type) => type?.destructorFunction === undefined && type !== null);
	return function (...values) {
		if (values.length !== taken.length)
			throw new TypeError(`${taken.length} arguments are expected, not ${values.length}`);
		const destructors = isListed ? [] : null;
		const wiredSelf = isMethod ? [self?.toWireType(destructors, this)] : [];
		const wired = taken.map((type, index) => type.toWireType(destructors, values[index]));
		const said = invoke(target, ...wiredSelf, ...wired);
		if (destructors) free(destructors);
		else {
			if (isMethod) self?.destructorFunction?.(wiredSelf[0]);
			taken.forEach((type, index) => type.destructorFunction?.(wired[index]));
		}
		return answers ? answer.fromWireType(said) : undefined;
	};
}

/** Calls a method of JavaScript for C++, which left its arguments in memory one after the other; as text too. */
function callerWithoutEval(
	answer: BoundType,
	types: readonly BoundType[],
	kind: number,
	give: (type: BoundType, destructors: unknown, value: unknown) => unknown
): (self: unknown, method: Callable, destructors: unknown, address: number) => unknown {
	const [isMethod, isConstructor] = [kind === 0, kind === 1];
	return function (self, method, destructors, address) {
		let at = address;
		const values = types.map((type) => {
			const value = type.readValueFromPointer(at);
			at += type.argPackAdvance;
			return value;
		});
		const said: unknown = isConstructor
			? new method(...values)
			: isMethod
				? method.apply(self, values)
				: method.call(...values);
		return answer.isVoid ? undefined : give(answer, destructors, said);
	};
}
