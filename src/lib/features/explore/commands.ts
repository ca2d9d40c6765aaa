import { m } from '#lib/paraglide/messages.js';

/** What keys, the command box and buttons can do on this page. */
export interface Command {
	readonly id: string;
	readonly title: () => string;
	/** As shown and pressed, `q m`: one after the other; `undefined` = only in the command box. */
	readonly key?: string;
	/** Pressed with Ctrl, ⌘ on a Mac; works while single keys are off. A capital wants Shift. */
	readonly withCtrl?: string;
	readonly run: () => void;
}
export type Commands = readonly Command[];

/** A key as keyboards print it. */
export const keyLabel = (key: string): string => (key === ' ' ? m.key_space() : key.toUpperCase());

/** As help and the command box print it. */
export const shortcutLabel = ({ key, withCtrl }: Command): string | undefined => {
	if (withCtrl === undefined) return key === undefined ? undefined : keyLabel(key);
	const shift = withCtrl !== withCtrl.toLowerCase();
	return `Ctrl ${shift ? 'Shift ' : ''}${withCtrl.toUpperCase()}`;
};

/** True while a key belongs to what the user types into (or an input method composes). */
export function isTyping(event: KeyboardEvent): boolean {
	const { target } = event;
	if (event.isComposing || event.keyCode === 229) return true; // 229: composition in browsers that do not say so
	return (
		target instanceof HTMLElement &&
		(target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
	);
}

/** The command of a plain key press, if any; `before`: the key pressed just before; `enabled` is the user's choice. */
export function commandFor(
	commands: Commands,
	event: KeyboardEvent,
	enabled: boolean,
	before?: string
): Command | undefined {
	if (!enabled || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return undefined;
	if (event.key === ' ' && pressesIt(event)) return undefined;
	const pressed = (keys: string) => commands.find(({ key }) => key?.toLowerCase() === keys.toLowerCase());
	return (before === undefined ? undefined : pressed(`${before} ${event.key}`)) ?? pressed(event.key);
}

/** The command of a key pressed with Ctrl or ⌘; while somebody types the keys are the field's own. */
export function ctrlCommandFor(commands: Commands, event: KeyboardEvent): Command | undefined {
	if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event)) return undefined;
	const pressed = event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase();
	return commands.find(({ withCtrl }) => withCtrl === pressed);
}

/** True when the space bar belongs to what has the focus: it presses buttons and opens menus. */
const pressesIt = ({ target }: KeyboardEvent): boolean =>
	target instanceof HTMLElement && target.closest('button, a, summary, [role=tab], [role=option]') !== null;
