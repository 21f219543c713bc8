# /export: one's own clients as a file.
command-export = ваши клиенты файлом
export-how = 📤 Ваши клиенты с контактами одним файлом: { $clients ->
    [one] { $clients } клиент
    [few] { $clients } клиента
   *[other] { $clients } клиентов
}. Изменённый файл можно загрузить обратно. Выгрузка отмечается в журнале.
export-nothing = У вас пока нет клиентов для выгрузки. Добавить: /add
export-coming = ⏳ Готовлю файл, клиентов: { $clients }. Он скоро придёт, продолжайте работу.
export-done = 📤 Клиенты с контактами: { $clients }. Берегите этот файл: в нём личные данные.
export-written = Записано клиентов: { $clients }.
