const KEY = 'cityloop-alarm-sound';

/** Whether alarms sound at this browser's desk: on, until somebody switched it off. */
export const soundSetting = {
	get on(): boolean {
		try {
			return localStorage.getItem(KEY) !== 'off';
		} catch {
			return true; // storage is forbidden
		}
	},
	set on(on: boolean) {
		try {
			localStorage.setItem(KEY, on ? 'on' : 'off');
		} catch {
			// Storage is full or forbidden: the choice holds for this visit.
		}
	}
};
