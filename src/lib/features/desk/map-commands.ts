import { m } from '#lib/paraglide/messages.js';
import type { CitySession } from '../map/session.svelte.ts';
import type { Conductor } from '../time/conductor.svelte.ts';
import { commandFor, ctrlCommandFor, isTyping, type Commands } from '../explore/commands.ts';
import { togglePin } from '../pins/pin-selection.ts';
import { KeyBefore } from '../explore/key-before.ts';
import { goToSelection } from '../explore/go-to-selection.ts';
import { focusPart } from './next-part.ts';
import { pageCommands } from './page-commands.ts';

/** Puts the keyboard on the map. */
export function focusMap(): void {
	document.querySelector<HTMLElement>('[data-map] canvas')?.focus();
}

export const goHome = (session: CitySession): void => session.scene?.flyTo(session.city.home);
export const faceNorth = ({ scene, view }: CitySession): void =>
	scene?.flyTo({ ...view.spec.camera, bearing: 0 });

/** What every page with a map can do with map and clock. */
export function mapCommands(session: CitySession, conductor: Conductor): Commands {
	const { clock, view } = session;
	/** There is nothing after now. */
	const stepForward = (steps: number) => {
		if (clock.replaying) clock.step(steps * conductor.step);
	};
	const focusTime = () => document.querySelector<HTMLInputElement>('[data-time-entry]')?.focus();
	const leaveScenario = () => {
		if (view.spec.scenario) view.showScenario(undefined);
	};
	return [
		{ id: 'map', title: m.focus_map, key: 'm', run: focusMap },
		{ id: 'fit', title: m.fit_selection, key: 'f', run: () => void goToSelection(session) },
		{ id: 'pin', title: m.pin_selection, run: () => togglePin(session) },
		{ id: 'north', title: m.north_up, key: 'n', run: () => faceNorth(session) },
		{ id: 'home', title: m.home_view, key: '0', run: () => goHome(session) },
		{ id: 'undo', title: m.view_undo, withCtrl: 'z', run: () => view.undo() },
		{ id: 'redo', title: m.view_redo, withCtrl: 'Z', run: () => view.redo() },
		{ id: 'live', title: m.back_to_live, key: 'l', run: () => clock.goLive() },
		{ id: 'city', title: m.scenario_leave, run: leaveScenario },
		{ id: 'play', title: m.time_play_pause, key: ' ', run: () => clock.togglePlay() },
		{ id: 'stepBack', title: m.time_step_back, key: ',', run: () => clock.step(-conductor.step) },
		{ id: 'step', title: m.time_step_forward, key: '.', run: () => stepForward(1) },
		{ id: 'bigBack', title: m.time_big_back, key: '<', run: () => clock.step(-10 * conductor.step) },
		{ id: 'big', title: m.time_big_forward, key: '>', run: () => stepForward(10) },
		{ id: 'time', title: m.time_entry, key: 't', run: focusTime },
		...pageCommands(session)
	];
}

const keyBefore = new KeyBefore();

/** Acts on a key press anywhere on a page; `escape` when nothing else takes that key. */
export function pressKey(
	event: KeyboardEvent,
	commands: Commands,
	singleKeys: boolean,
	{ search, escape }: { readonly search: () => void; readonly escape: () => void }
): void {
	if (event.defaultPrevented) return;
	if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
		event.preventDefault();
		return search();
	}
	if (event.key === 'F6') {
		event.preventDefault();
		return focusPart(event.shiftKey ? -1 : 1);
	}
	if (event.key === 'Escape' && !isTyping(event)) return escape();
	const command =
		ctrlCommandFor(commands, event) ?? commandFor(commands, event, singleKeys, keyBefore.of(event));
	if (!command) return;
	event.preventDefault();
	command.run();
}
