const refuse = () => {
	throw new EvalError('a function was compiled');
};

/** `Function` as pages with our content policy have it: nothing compiles another one out of text. */
export const withoutCompiling = new Proxy(Function, { construct: refuse, apply: refuse });
