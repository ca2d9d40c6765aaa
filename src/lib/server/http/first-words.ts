import type { BriefingLanguage } from '#lib/model/briefing/draft.ts';
import type { Briefing } from '#lib/model/briefing/frozen.ts';
import { fillNumbers, wordsIn } from '#lib/model/briefing/number-names.ts';
import type { Milliseconds } from '#lib/model/units.ts';

const PATIENCE: Milliseconds = 1000;
/** The pages' own styles have not come yet. */
const STYLE = 'max-width: 688px; margin: auto; padding: 72px 16px; font-family: system-ui, sans-serif';

/**
 * Title and sentence of a briefing as HTML, to be read on a slow line until the page itself has come; it takes their
 * place. Empty when this server has no such briefing, or does not answer itself in time.
 */
export async function firstWords(
	id: string,
	language: BriefingLanguage,
	origin: string | undefined
): Promise<string> {
	if (origin === undefined) return '';
	const reply = await fetch(`${origin}/api/briefings/${id}`, {
		signal: AbortSignal.timeout(PATIENCE)
	}).catch(() => undefined);
	return reply?.ok ? wordsOf((await reply.json()) as Briefing, language) : ''; // our own answer
}

/** The words of a briefing, in the reader's language, with its numbers. */
export function wordsOf(
	{ draft, values }: Pick<Briefing, 'draft' | 'values'>,
	language: BriefingLanguage
): string {
	const said = (words: Parameters<typeof wordsIn>[0]) =>
		escaped(fillNumbers(wordsIn(words, language), values, language));
	const sentence = draft.sentence ? `<p>${said(draft.sentence)}</p>` : '';
	return `<main id="first-words" style="${STYLE}"><h1>${said(draft.title)}</h1>${sentence}</main>`;
}

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
