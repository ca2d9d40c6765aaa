import type { ListedLetter, ListedLetters, RetriedLetters, ShownLetter } from './dead-letter-server.ts';

const FAULTS_SHOWN = 50;
const BYTES_SHOWN = 4096;

/** A line for each letter, and how to see older ones when there may be some. */
export function listText({ letters }: ListedLetters, limit: number): string {
	if (letters.length === 0) return 'There are no dead letters.\n';
	const lines = letters.map((letter) => {
		const [first] = letter.rejected;
		const more = letter.rejected.length - 1;
		return `${String(letter.id).padStart(6)}  ${headOf(letter)}  ${first?.place ?? ''}: ${first?.reason ?? ''}${more > 0 ? ` (and ${more} more)` : ''}`;
	});
	const older = letters.length < limit ? [] : [`older ones: --before ${letters.at(-1)!.id}`];
	return `${[...lines.map(printable), ...older].join('\n')}\n`;
}

/** All faults and the message. */
export function letterText(letter: ShownLetter): string {
	const { id, rejected, raw, size, retriedAt } = letter;
	const more = rejected.length - FAULTS_SHOWN;
	const lines = [
		`Dead letter ${id}: ${headOf(letter)}`,
		...(letter.layer === undefined ? [] : [`Layer: ${letter.layer}`]),
		...(retriedAt === undefined ? [] : [`Tried again: ${new Date(retriedAt).toISOString()}`]),
		'Faults:',
		...rejected.slice(0, FAULTS_SHOWN).map(({ place, reason }) => `  ${place}: ${reason}`),
		...(more > 0 ? [`  … ${more} more (all of them with --json)`] : []),
		size > raw.byteLength
			? `Message, ${raw.byteLength} of ${size} bytes were kept:`
			: `Message, ${size} bytes:`
	];
	return `${[...lines.map(printable), ...messageLines(raw)].join('\n')}\n`;
}

/** What came of each letter that was tried again. */
export function retryText({ retried, unknown }: RetriedLetters): string {
	if (retried.length + unknown.length === 0) return 'There are no dead letters.\n';
	const lines = [
		...retried.map(({ id, rows, rejected }) =>
			rejected.length === 0
				? `${id}: ${rows} rows taken, forgotten`
				: `${id}: ${rows} rows taken, ${rejected.length} faults left: ${rejected[0]!.place}: ${rejected[0]!.reason}`
		),
		...unknown.map((id) => `${id}: there is no such dead letter`)
	];
	return `${lines.map(printable).join('\n')}\n`;
}

const headOf = ({ receivedAt, source, adapter, topic }: ListedLetter): string =>
	`${new Date(receivedAt).toISOString()}  ${source}/${adapter}${topic === undefined ? '' : `  ${topic}`}`;

/** The message as text, or as hexadecimal digits when it is none. */
function messageLines(raw: Uint8Array): string[] {
	const shown = raw.subarray(0, BYTES_SHOWN);
	const more = raw.byteLength > BYTES_SHOWN ? [`… (all of it with --raw)`] : [];
	const text = new TextDecoder().decode(shown);
	// Control characters other than those of layout: it is no text.
	if (!/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text)) return [...text.split('\n').map(printable), ...more]; // eslint-disable-line no-control-regex
	const hex =
		Buffer.from(shown)
			.toString('hex')
			.match(/.{1,64}/g) ?? [];
	return [...hex.map((line) => (line.match(/../g) ?? []).join(' ')), ...more];
}

/** A foreign text must neither break the line nor steer the terminal. */
function printable(line: string): string {
	return line.replace(/\p{Cc}+/gu, ' ');
}
