import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { PhrasingContent, RootContent } from 'mdast';

/** A piece of text of one style; the last of a paragraph breaks the line. */
export interface TextRun {
	readonly text: string;
	readonly bold?: true;
	readonly italic?: true;
	readonly link?: string;
	/** First of an item of a list: how deep, from 0. */
	readonly bullet?: { readonly level: number; readonly ordered: boolean };
	readonly heading?: true;
	readonly breakLine?: true;
}

type Style = Omit<TextRun, 'text' | 'breakLine'>;

/**
 * Markdown, whose numbers are in place, as runs of plain text with their styles. Raw HTML stands there as it is written;
 * a table is one line a row, its cells parted by wide blanks.
 */
export function markdownRuns(markdown: string): readonly TextRun[] {
	const root = fromMarkdown(markdown, {
		extensions: [gfmTable()],
		mdastExtensions: [gfmTableFromMarkdown()]
	});
	return root.children.flatMap((block) => blockRuns(block, {}));
}

function blockRuns(block: RootContent, style: Style): TextRun[] {
	switch (block.type) {
		case 'paragraph':
			return line(block.children, style);
		case 'heading':
			return line(block.children, { ...style, bold: true, heading: true });
		case 'blockquote':
			return block.children.flatMap((child) => blockRuns(child, { ...style, italic: true }));
		case 'list': {
			const level = style.bullet ? style.bullet.level + 1 : 0;
			const bullet = { level, ordered: block.ordered === true };
			return block.children.flatMap((item) =>
				item.children.flatMap((child) => blockRuns(child, { ...style, bullet }))
			);
		}
		case 'table':
			return block.children.flatMap(({ children }) =>
				closed(
					children.flatMap((cell, index) => [
						...(index > 0 ? [{ text: '\u2003', ...style }] : []),
						...inlineRuns(cell.children, style)
					])
				)
			);
		case 'code':
		case 'html':
			return closed([{ text: block.value, ...style }]);
		default:
			return [];
	}
}

const line = (children: readonly PhrasingContent[], style: Style): TextRun[] =>
	closed(inlineRuns(children, style));

function inlineRuns(children: readonly PhrasingContent[], style: Style): TextRun[] {
	return children.flatMap((child): TextRun[] => {
		switch (child.type) {
			case 'text':
				return [{ text: child.value.replaceAll('\n', ' '), ...style }];
			case 'inlineCode':
			case 'html':
				return [{ text: child.value, ...style }];
			case 'strong':
				return inlineRuns(child.children, { ...style, bold: true });
			case 'emphasis':
				return inlineRuns(child.children, { ...style, italic: true });
			case 'link':
				return inlineRuns(child.children, /^https?:/.test(child.url) ? { ...style, link: child.url } : style);
			case 'break':
				return [{ text: ' ', ...style }];
			case 'image':
				return child.alt ? [{ text: child.alt, ...style }] : [];
			default:
				return 'children' in child ? inlineRuns(child.children as PhrasingContent[], style) : []; // what is inside of a phrase is one
		}
	});
}

/** The line ends after the last run, and only its first begins an item. */
const closed = (runs: readonly TextRun[]): TextRun[] =>
	runs.map(({ bullet, ...run }, index) => ({
		...run,
		...(index === 0 && bullet && { bullet }),
		...(index === runs.length - 1 && { breakLine: true })
	}));
