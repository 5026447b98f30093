// What is typed, kept in this browser until the server has it. A text of 5 MB does not fit into
// localStorage, so this is IndexedDB; where a private window has none, nothing is kept and says so.
const NAME = "marquee-desk";
const STORE = "typed";

const open = () =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error);
  });

// Opened for each use: logging out in another window empties and closes it.
const within = async (mode, work) => {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
};

export const keep = (record) =>
  within("readwrite", (store) => store.put(record)).then(() => true, () => false);

export const all = () => within("readonly", (store) => store.getAll()).catch(() => []);

// Another window may have typed on since the record was read: then it stays.
export const forget = ({ key, typedAt }) =>
  within("readwrite", (store) => {
    const request = store.get(key);
    request.onsuccess = () => {
      if (request.result?.typedAt <= typedAt) store.delete(key);
    };
    return request;
  }).catch(() => {});
