import type { BriefingLanguage, BriefingStep } from '#lib/model/briefing/draft.ts';
import { fillNumbers, wordsIn } from '#lib/model/briefing/number-names.ts';
import type { ExportSource } from '../export-source.ts';
import type { exportWords } from '../export-words.ts';
import { figureTable, type RowsFigure } from '../figure-table.ts';
import { escaped } from './escaped.ts';
import { dataUrl } from './inline-files.ts';

/** Everything that was frozen: the rows of each figure as a table and as a file, and the briefing itself as JSON. */
export function frozenData(
	source: ExportSource,
	language: BriefingLanguage,
	words: ReturnType<typeof exportWords>
): string {
	const { draft, figures, values } = source.briefing;
	const parts = draft.steps.flatMap((step: BriefingStep) => {
		const figure = figures[step.id];
		if (!figure || figure.kind === 'map') return [];
		const title = fillNumbers(wordsIn(step.title, language), values, language);
		return [figureData(source, figure, language, words, title)];
	});
	// No sign of a text may end the element that holds it.
	const json = JSON.stringify(source.briefing).replaceAll('<', '\\u003c');
	return `${parts.join('\n')}\n<script type="application/json" id="briefing">${json}</script>`;
}

function figureData(
	source: ExportSource,
	figure: RowsFigure,
	language: BriefingLanguage,
	words: ReturnType<typeof exportWords>,
	title: string
): string {
	const { head, rows, numeric } = figureTable(source, figure, language, words);
	const row = (cells: readonly string[], tag: 'th' | 'td') =>
		`<tr>${cells
			.map((text, column) => `<${tag}${numeric[column] ? ' class="numeric"' : ''}>${escaped(text)}</${tag}>`)
			.join('')}</tr>`;
	const file = figure.rows.split('/').at(-1) ?? figure.rows;
	return `<details>
<summary>${escaped(words.figureData(title))}</summary>
<table><thead>${row(head, 'th')}</thead><tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>
<p><a download="${escaped(file)}" data-file="${escaped(figure.rows)}" href="${dataUrl(source, figure.rows)}">${escaped(words.saveArrow)}</a></p>
</details>`;
}
