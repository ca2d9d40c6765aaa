import { isTyping, type Command } from '../explore/commands.ts';
import { focusMap } from '../desk/map-commands.ts';
import type { Annotation } from './annotation.svelte.ts';
import type { DrawingBoard } from './drawing-board.svelte.ts';
import { TOOL_KEYS, TOOL_NAMES, TOOLS, type Tool } from './tools.ts';

/** Turns a tool on or off; while it is on the keyboard is the map's. */
export function toggleTool(annotation: Annotation, tool: Tool): void {
	annotation.toggle(tool);
	if (annotation.tool !== undefined) focusMap();
}

/** Tools for the command box; Q and a letter. */
export const toolCommands = (annotation: Annotation): Command[] =>
	TOOLS.map((tool) => {
		const key = TOOL_KEYS[tool];
		return {
			id: `tool-${tool}`,
			title: TOOL_NAMES[tool],
			...(key !== undefined && { key: `q ${key}` }),
			run: () => toggleTool(annotation, tool)
		};
	});

/** Gives a key to the tool that is on. True when it took it. Enter and Backspace on a button are the button's. */
export function pressTool(event: KeyboardEvent, board: DrawingBoard): boolean {
	if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event))
		return false;
	const { target } = event;
	const onControl =
		target instanceof HTMLElement && target.closest('button, a, summary, [role=tab]') !== null;
	if (onControl && event.key !== 'Escape') return false;
	if (!board.press(event.key)) return false;
	event.preventDefault();
	return true;
}
