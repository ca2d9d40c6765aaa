import { SaxesParser } from 'saxes';
import { LIMITS } from '../support/limits.ts';

export interface XmlElement {
	/** Local name and namespace. */
	readonly name: string;
	readonly uri: string;
	readonly attributes: ReadonlyMap<string, string>;
	readonly children: readonly XmlElement[];
	/** Its own text, without that of its children. */
	readonly text: string;
	readonly line: number;
	/** False when the text ended or broke inside it. */
	readonly closed: boolean;
}

export interface XmlTree {
	readonly root?: XmlElement;
	readonly fault?: { readonly line: number; readonly column: number; readonly reason: string };
}

interface Growing extends XmlElement {
	children: Growing[];
	text: string;
	closed: boolean;
}

const MOST_ELEMENTS = 500_000;

/** Stops the parser at the first fault. */
class Fault extends Error {}

/**
 * The elements of an XML text up to its first fault. Entities that a DTD declares are not known to the parser,
 * so that none expands and nothing is fetched: naming one is a fault.
 */
export function xmlTree(text: string): XmlTree {
	const parser = new SaxesParser({ xmlns: true });
	const open: Growing[] = [];
	let root: Growing | undefined;
	let last: Growing | undefined;
	let elements = 0;
	parser.on('opentag', ({ local, uri, attributes }) => {
		if (open.length === LIMITS.depth) throw new Fault(`elements may be ${LIMITS.depth} deep`);
		if (++elements > MOST_ELEMENTS) throw new Fault(`a message may hold ${MOST_ELEMENTS} elements`);
		const element: Growing = {
			name: local,
			uri,
			attributes: new Map(Object.values(attributes).map((one) => [one.local, one.value])),
			children: [],
			text: '',
			line: parser.line,
			closed: false
		};
		if (open.length > 0) open.at(-1)!.children.push(element);
		else root = element;
		open.push(element);
	});
	parser.on('closetag', () => {
		last = open.pop();
		if (last) last.closed = true;
	});
	const addText = (more: string) => {
		const element = open.at(-1);
		if (element) element.text += more;
	};
	parser.on('text', addText);
	parser.on('cdata', addText);
	parser.on('error', ({ message }) => {
		throw new Fault(message.replace(/^\S*?\d+:\d+: /, '').replace(/\.$/, ''));
	});
	try {
		parser.write(text).close();
	} catch (fault) {
		if (!(fault instanceof Fault)) throw fault;
		// The parser closes the innermost element before it sees that the tag names another.
		if (last && fault.message === 'unexpected close tag') last.closed = false;
		const { line, column } = parser;
		return { ...(root ? { root } : {}), fault: { line, column, reason: fault.message } };
	}
	return root ? { root } : {};
}

/** Children of this name in the element's own namespace. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
	return element.children.filter((child) => child.name === name && child.uri === element.uri);
}

/** Text of the children of this name, trimmed, without empty ones. */
export function textsOf(element: XmlElement, name: string): readonly string[] {
	return childrenOf(element, name)
		.map((child) => child.text.trim())
		.filter(Boolean);
}

export function textOf(element: XmlElement, name: string): string | undefined {
	return textsOf(element, name)[0];
}
